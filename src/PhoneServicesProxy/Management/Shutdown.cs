namespace PhoneServicesProxy.Management;

/// <summary>Ends what would otherwise go on for ever, and keep the gateway from stopping.</summary>
internal sealed record Shutdown(CancellationToken Token);
