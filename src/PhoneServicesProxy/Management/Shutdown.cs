namespace PhoneServicesProxy.Management;

/// <summary>Cancels endless answers, which would keep the gateway from stopping.</summary>
internal sealed record Shutdown(CancellationToken Token);
