using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>The nodes in the configuration. A cluster's own destinations are nodes too.</summary>
internal static class ConfiguredNodes
{
    /// <summary>The node's name as written, and its state; null if there is no such node.</summary>
    public static (string Name, NodeState State)? Find(GatewayConfiguration configuration, string node)
    {
        foreach (var (name, destination) in configuration.Clusters.SelectMany(cluster => cluster.Destinations ?? new Dictionary<string, DestinationConfig>()))
        {
            if (name.Equals(node, StringComparison.OrdinalIgnoreCase))
            {
                return (name, StateOf(destination));
            }
        }

        return null;
    }

    public static IEnumerable<string> Names(GatewayConfiguration configuration) =>
        configuration.Clusters.SelectMany(cluster => cluster.Destinations?.Keys ?? []).Distinct(StringComparer.OrdinalIgnoreCase);

    private static NodeState StateOf(DestinationConfig destination) =>
        Enum.TryParse<NodeState>(destination.Metadata?.GetValueOrDefault(NodeDestinations.State), ignoreCase: true, out var state) ? state : NodeState.Active;
}
