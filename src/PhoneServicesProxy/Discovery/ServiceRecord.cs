namespace PhoneServicesProxy.Discovery;

/// <summary>An SRV record (RFC 2782).</summary>
/// <param name="Target">The host, without a dot at the end; empty if the record says that there is no such service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Priority">The lowest priority is used first.</param>
/// <param name="Weight">Its share among records of the same priority.</param>
internal sealed record ServiceRecord(string Target, int Port, int Priority, int Weight);
