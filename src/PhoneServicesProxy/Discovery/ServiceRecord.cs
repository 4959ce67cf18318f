namespace PhoneServicesProxy.Discovery;

/// <summary>An SRV record (RFC 2782).</summary>
/// <param name="Target">The host, without a dot at the end; empty where the record says that there is no such service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Priority">Lowest first.</param>
/// <param name="Weight">Share among those of the same priority.</param>
internal sealed record ServiceRecord(string Target, int Port, int Priority, int Weight);
