namespace PhoneServicesProxy.Discovery;

/// <summary>What a lookup gave.</summary>
/// <param name="Nodes">At least one, in the order of their names.</param>
/// <param name="TimeToLive">For how long the records hold, the shortest of them.</param>
/// <param name="Complaints">What of the records could not be used as it stands.</param>
internal sealed record LookupResult(IReadOnlyList<DiscoveredNode> Nodes, TimeSpan TimeToLive, IReadOnlyList<string> Complaints);
