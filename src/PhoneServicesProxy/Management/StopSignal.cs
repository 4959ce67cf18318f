namespace PhoneServicesProxy.Management;

/// <summary>Tells endless answers that the gateway stops. They would keep it from stopping.</summary>
/// <param name="Token">Cancelled when the gateway begins to stop.</param>
internal sealed record StopSignal(CancellationToken Token);
