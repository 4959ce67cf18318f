namespace PhoneServicesProxy.Discovery;

/// <summary>What is known of a name at the moment.</summary>
/// <param name="Source">The name.</param>
/// <param name="Nodes">The last good nodes, in use; empty where there never were any.</param>
/// <param name="LastGood">When a lookup last gave nodes.</param>
/// <param name="LastTried">When the name was last looked up.</param>
/// <param name="Next">When it is looked up again.</param>
/// <param name="Failures">Lookups in succession that gave none; 0 while all is well.</param>
/// <param name="Problem">Why the last one gave none.</param>
/// <param name="Complaints">What of the last good answer could not be used as it stands.</param>
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
