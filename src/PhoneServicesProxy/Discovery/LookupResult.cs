namespace PhoneServicesProxy.Discovery;

/// <summary>The result of a lookup.</summary>
/// <param name="Nodes">The nodes, in the order of their names.</param>
/// <param name="TimeToLive">The shortest time to live of all records.</param>
/// <param name="Complaints">The problems with records that could not be used, or not as written.</param>
internal sealed record LookupResult(IReadOnlyList<DiscoveredNode> Nodes, TimeSpan TimeToLive, IReadOnlyList<string> Complaints);
