namespace PhoneServicesProxy.Health;

/// <summary>What a failed probe of one node means beside what the others found.</summary>
internal enum ProbeComparison
{
    /// <summary>It speaks against the node.</summary>
    OfTheNode,

    /// <summary>Another node has not been asked since; what it says decides.</summary>
    Open,

    /// <summary>All nodes that answer fail in the same way, and phones get what they answer: the probe is wrong, or the application.</summary>
    OfAll,
}
