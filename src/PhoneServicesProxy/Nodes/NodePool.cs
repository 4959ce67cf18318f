namespace PhoneServicesProxy.Nodes;

/// <summary>The nodes that share the same services, and the place of their settings.</summary>
/// <param name="Name">The pool's name; empty for the CallManager nodes of <c>PhoneServices:Nodes</c>.</param>
/// <param name="Section">The section of the pool's settings.</param>
/// <param name="Nodes">The nodes by name.</param>
/// <param name="Discovery">The names in DNS whose records are nodes.</param>
internal sealed record NodePool(string Name, string Section, IReadOnlyDictionary<string, NodeOptions> Nodes, DiscoveryOptions Discovery)
{
    public bool IsOfCallManager => Name.Length == 0;

    public string NodesKey => $"{Section}:Nodes";

    public string DiscoveryKey => $"{Section}:Discovery";
}
