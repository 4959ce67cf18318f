namespace PhoneServicesProxy.Discovery;

/// <summary>The current state of a name.</summary>
/// <param name="Source">The name.</param>
/// <param name="Nodes">The nodes of the last good lookup, which are in use; empty if there never were any.</param>
/// <param name="LastGood">The time of the last lookup that found nodes.</param>
/// <param name="LastTried">The time of the last lookup.</param>
/// <param name="Next">The time of the next lookup.</param>
/// <param name="Failures">The number of failed lookups in succession; 0 after a good one.</param>
/// <param name="Problem">Why the last lookup failed.</param>
/// <param name="Complaints">The problems with records of the last good answer that could not be used, or not as written.</param>
internal sealed record SourceStatus(
    DiscoverySource Source,
    IReadOnlyList<DiscoveredNode> Nodes,
    DateTimeOffset? LastGood,
    DateTimeOffset? LastTried,
    DateTimeOffset Next,
    int Failures,
    string? Problem,
    IReadOnlyList<string> Complaints)
{
    public static SourceStatus New(DiscoverySource source, DateTimeOffset now) => new(source, [], null, null, now, 0, null, []);
}
