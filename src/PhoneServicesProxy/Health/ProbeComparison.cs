namespace PhoneServicesProxy.Health;

/// <summary>The meaning of a node's failed probe, compared with the results of other nodes.</summary>
internal enum ProbeComparison
{
    /// <summary>The failure counts against the node.</summary>
    OfTheNode,

    /// <summary>Another node has not been probed since. Its result will decide.</summary>
    Open,

    /// <summary>All nodes that answer fail in the same way, and phones get the nodes' answers. The probe or the application is wrong.</summary>
    OfAll,
}
