using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>The nodes that share the same services, and the keys of their settings.</summary>
/// <param name="Name">The pool's name; empty for the CallManager nodes of <c>PhoneServices:Nodes</c>.</param>
/// <param name="Nodes">The nodes by name.</param>
/// <param name="Discovery">The names in DNS whose records are nodes.</param>
internal sealed record NodePool(string Name, IReadOnlyDictionary<string, NodeOptions> Nodes, DiscoveryOptions Discovery)
{
    public bool IsOfCallManager => Name.Length == 0;

    public string NodesKey => $"{SectionOf(Name)}:Nodes";

    public string DiscoveryKey => DiscoveryKeyOf(Name);

    /// <summary>The key of the discovery of the pool with this name.</summary>
    public static string DiscoveryKeyOf(string name) => $"{SectionOf(name)}:Discovery";

    private static string SectionOf(string name) => name.Length == 0 ? SettingKeys.PhoneServices : $"{PoolOptions.Section}:{name}";
}
