using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Adds discovered nodes to those in the configuration.</summary>
internal static class DiscoveredNodes
{
    public static GatewayConfiguration AddTo(GatewayConfiguration written, IReadOnlyList<DiscoveredNode> nodes)
    {
        var pools = written.Options.Pools;
        if (nodes.Count == 0 || !pools.AnyDiscovered)
        {
            return written;
        }

        var options = written.Options;
        var taken = new HashSet<string>(written.Options.Nodes.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var pool in pools.All.Where(pool => pool.Discovery.IsConfigured))
        {
            options = With(options, pool, NodesOf(pool, nodes.Where(node => IsOf(pool, node.Source, pools)), taken));
        }

        pools = options.Pools;
        return written with { Options = options, Clusters = [.. written.Clusters.Select(cluster => NodeDestinations.Replace(cluster, pools))] };
    }

    /// <summary>If a reload has just renamed a pool, the nodes of its DNS name are already known.</summary>
    private static bool IsOf(NodePool pool, DiscoverySource? source, NodePools pools) =>
        pools.Find(source?.Pool ?? "") is { } own ? own == pool : DiscoverySource.Of(pool).Contains(source! with { Pool = pool.Name });

    private static Dictionary<string, NodeOptions> NodesOf(NodePool pool, IEnumerable<DiscoveredNode> nodes, HashSet<string> taken)
    {
        var all = new Dictionary<string, NodeOptions>(pool.Nodes, StringComparer.OrdinalIgnoreCase);
        var addresses = all.Values.Select(node => NodeAddress.AuthorityOf(node.Address)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            var found = OptionsOf(node, pool.Discovery);
            if (all.ContainsKey(node.Name) || !addresses.Add(NodeAddress.AuthorityOf(found.Address)))
            {
                continue;
            }

            // If a name is in several pools, the first pool keeps it. The order of pools is the same on every gateway, and so are the names.
            var name = taken.Add(node.Name) ? node.Name : $"{(pool.IsOfCallManager ? "callmanager" : pool.Name)}-{node.Name}";
            if (all.TryAdd(name, found))
            {
                taken.Add(name);
            }
        }

        return all;
    }

    private static FeatureOptions With(FeatureOptions options, NodePool pool, Dictionary<string, NodeOptions> nodes) => pool.IsOfCallManager
        ? options.With(nodes)
        : options.With(new Dictionary<string, PoolOptions>(options.Get<Dictionary<string, PoolOptions>>(), StringComparer.OrdinalIgnoreCase)
        {
            [pool.Name] = new() { Nodes = nodes, Discovery = pool.Discovery },
        });

    private static NodeOptions OptionsOf(DiscoveredNode node, DiscoveryOptions options)
    {
        var defaults = new NodeOptions();
        return new()
        {
            Address = node.UrlWith(options.Scheme),
            Priority = node.Priority ?? defaults.Priority,
            Weight = node.Weight ?? defaults.Weight,
            MaxConcurrentRequests = options.MaxConcurrentRequests,
            Aliases = [node.Host],
        };
    }
}
