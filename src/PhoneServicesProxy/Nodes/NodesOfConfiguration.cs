using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

internal static class NodesOfConfiguration
{
    extension(FeatureOptions options)
    {
        /// <summary>The nodes by pool: those of the site's files and, in the current configuration, those from DNS.</summary>
        public NodePools Pools => new(
            options.Get<Dictionary<string, NodeOptions>>(), options.Get<DiscoveryOptions>(), options.Get<Dictionary<string, PoolOptions>>());

        /// <summary>The nodes of all pools by name. Names are unique over all pools.</summary>
        public IReadOnlyDictionary<string, NodeOptions> Nodes
        {
            get
            {
                var all = new Dictionary<string, NodeOptions>(StringComparer.OrdinalIgnoreCase);
                foreach (var (name, node) in options.Pools.All.SelectMany(pool => pool.Nodes))
                {
                    all.TryAdd(name, node);
                }

                return all;
            }
        }
    }
}
