namespace PhoneServicesProxy.Discovery;

/// <summary>The result of a lookup.</summary>
/// <param name="Nodes">The nodes, in the order of their names.</param>
/// <param name="TimeToLive">The shortest time to live of all records.</param>
/// <param name="Complaints">The problems with records that could not be used, or not as written.</param>
internal sealed record LookupResult(IReadOnlyList<DiscoveredNode> Nodes, TimeSpan TimeToLive, IReadOnlyList<string> Complaints);

/// <summary>At least one record of one kind, and the records' time to live.</summary>
internal sealed record DnsAnswer<T>(IReadOnlyList<T> Records, TimeSpan TimeToLive);

/// <summary>An SRV record (RFC 2782).</summary>
/// <param name="Target">The host, without a dot at the end; empty if the record says that there is no such service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Priority">The lowest priority is used first.</param>
/// <param name="Weight">Its share among records of the same priority.</param>
internal sealed record ServiceRecord(string Target, int Port, int Priority, int Weight);
