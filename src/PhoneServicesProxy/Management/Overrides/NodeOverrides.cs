using System.Collections.Immutable;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>The overrides in force, by node, and their effect on the configuration.</summary>
internal sealed class NodeOverrides
{
    private readonly OverrideFile _file;
    private volatile ImmutableDictionary<string, NodeOverride> _all;

    public NodeOverrides(OverrideFile file)
    {
        _file = file;
        _all = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, file.Load());
    }

    /// <summary>Includes overrides of nodes that are not in the configuration now. They wait.</summary>
    public IReadOnlyDictionary<string, NodeOverride> All => _all;

    /// <summary>False after a failed write.</summary>
    public bool IsSaved { get; private set; } = true;

    public NodeOverride? Of(string node) => _all.GetValueOrDefault(node);

    /// <param name="node">The node's name.</param>
    /// <param name="value">Null to clear.</param>
    /// <returns>True if it survives a restart.</returns>
    public bool Set(string node, NodeOverride? value)
    {
        _all = value is null ? _all.Remove(node) : _all.SetItem(node, value);
        return IsSaved = _file.Save(_all);
    }

    /// <summary>Applies the overrides. Clusters without overridden nodes stay the same objects.</summary>
    public IReadOnlyList<ClusterConfig> Apply(IReadOnlyList<ClusterConfig> clusters)
    {
        var all = _all;
        return all.IsEmpty ? clusters : [.. clusters.Select(cluster => Apply(cluster, all))];
    }

    private static ClusterConfig Apply(ClusterConfig cluster, ImmutableDictionary<string, NodeOverride> all) =>
        cluster.Destinations?.Keys.Any(all.ContainsKey) != true
            ? cluster
            : cluster with
            {
                Destinations = cluster.Destinations.ToDictionary(
                    node => node.Key,
                    node => all.TryGetValue(node.Key, out var order) ? Apply(node.Value, order.State) : node.Value,
                    StringComparer.OrdinalIgnoreCase),
            };

    private static DestinationConfig Apply(DestinationConfig node, NodeState state) => node with
    {
        Metadata = new Dictionary<string, string>(node.Metadata ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase)
        {
            [NodeDestinations.State] = state.ToString(),
        },
    };
}
