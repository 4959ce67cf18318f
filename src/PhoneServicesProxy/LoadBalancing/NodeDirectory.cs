using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Finds the settings and the load of a destination. A destination that is not a node has a node's defaults.</summary>
/// <param name="slowStart">Null if nodes never start slowly.</param>
internal sealed class NodeDirectory(SlowStart? slowStart = null)
{
    private static readonly NodeOptions Defaults = new();
    private readonly ConditionalWeakTable<DestinationConfig, NodeEntry> _entries = [];
    private readonly ConcurrentDictionary<string, NodeLoad> _loads = new(StringComparer.OrdinalIgnoreCase);

    public NodeEntry Of(DestinationState destination)
    {
        var config = destination.Model.Config;
        return _entries.TryGetValue(config, out var entry) ? entry : _entries.GetValue(config, Create);
    }

    /// <summary>The current weight. It is less than the configured weight while the node starts slowly.</summary>
    public double WeightOf(DestinationState destination) => Of(destination).Weight * (slowStart?.ShareOf(destination) ?? 1);

    private NodeEntry Create(DestinationConfig config)
    {
        var metadata = config.Metadata ?? new Dictionary<string, string>();
        var address = new Uri(config.Address);
        return new(
            Number(metadata, NodeDestinations.Priority, Defaults.Priority),
            Number(metadata, NodeDestinations.Weight, Defaults.Weight),
            Enum.TryParse<NodeState>(metadata.GetValueOrDefault(NodeDestinations.State), ignoreCase: true, out var state) ? state : Defaults.State,
            LoadOf(address, metadata));
    }

    /// <summary>One load for each host and port, shared by all its services. The newest configuration sets its limit.</summary>
    private NodeLoad LoadOf(Uri address, IReadOnlyDictionary<string, string> metadata)
    {
        var load = _loads.GetOrAdd(NodeAddress.AuthorityOf(address), _ => new NodeLoad());
        if (metadata.ContainsKey(NodeDestinations.MaxConcurrentRequests))
        {
            load.Limit = Number(metadata, NodeDestinations.MaxConcurrentRequests, Defaults.MaxConcurrentRequests);
        }

        return load;
    }

    private static int Number(IReadOnlyDictionary<string, string> metadata, string name, int otherwise) =>
        int.TryParse(metadata.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
