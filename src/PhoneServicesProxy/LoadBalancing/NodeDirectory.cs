using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Finds what is known of a destination. One that is no node of ours has a node's defaults.</summary>
internal sealed class NodeDirectory
{
    private static readonly NodeOptions Defaults = new();
    private readonly ConditionalWeakTable<DestinationConfig, NodeEntry> _entries = [];
    private readonly ConcurrentDictionary<string, NodeLoad> _loads = new(StringComparer.OrdinalIgnoreCase);

    public NodeEntry Of(DestinationState destination) => _entries.GetValue(destination.Model.Config, Create);

    private NodeEntry Create(DestinationConfig config)
    {
        var metadata = config.Metadata ?? new Dictionary<string, string>();
        var authority = new Uri(config.Address).Authority;
        return new(
            authority,
            Number(metadata, NodeDestinations.Priority, Defaults.Priority),
            Number(metadata, NodeDestinations.Weight, Defaults.Weight),
            Enum.TryParse<NodeState>(metadata.GetValueOrDefault(NodeDestinations.State), ignoreCase: true, out var state) ? state : Defaults.State,
            _loads.GetOrAdd(authority, _ => new NodeLoad()));
    }

    private static int Number(IReadOnlyDictionary<string, string> metadata, string name, int otherwise) =>
        int.TryParse(metadata.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
