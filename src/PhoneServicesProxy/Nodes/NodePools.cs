using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>All pools: first the CallManager nodes, then the other pools in the order of their names, which is the same on every gateway.</summary>
internal sealed class NodePools
{
    /// <summary>The metadata by which a cluster names its pool.</summary>
    public const string Metadata = "Pool";

    public NodePools(Dictionary<string, NodeOptions> callManager, DiscoveryOptions discovery, IEnumerable<KeyValuePair<string, PoolOptions>> others)
    {
        CallManager = new("", callManager, discovery);
        All =
        [
            CallManager,
            .. others.OrderBy(pool => pool.Key, StringComparer.OrdinalIgnoreCase)
                .Select(pool => new NodePool(pool.Key, pool.Value.Nodes, pool.Value.Discovery)),
        ];
    }

    public NodePool CallManager { get; }

    public IReadOnlyList<NodePool> All { get; }

    public IEnumerable<NodePool> Others => All.Skip(1);

    /// <summary>True if DNS may add nodes to a pool.</summary>
    public bool AnyDiscovered => All.Any(pool => pool.Discovery.IsConfigured);

    /// <summary>Returns the pool that a cluster names; null if there is no such pool.</summary>
    public NodePool? Of(ClusterConfig cluster) => Find(NameOf(cluster));

    /// <summary>Returns the pool; null if there is none of this name. No name means the CallManager nodes.</summary>
    public NodePool? Find(string name) => All.FirstOrDefault(pool => pool.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the name of a cluster's pool; empty for the CallManager nodes.</summary>
    public static string NameOf(ClusterConfig cluster) => cluster.Metadata?.GetValueOrDefault(Metadata) ?? "";
}
