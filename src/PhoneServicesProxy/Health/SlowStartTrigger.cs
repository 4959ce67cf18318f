using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>
/// Starts a node slowly when it comes back into a service, after it was down there or in maintenance. New nodes do not start slowly, nor do
/// nodes when the gateway starts, as with HAProxy.
/// </summary>
internal sealed class SlowStartTrigger : IClusterChangeListener
{
    private readonly ConcurrentDictionary<string, ClusterState> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConditionalWeakTable<DestinationState, StrongBox<NodeState>> _wanted = [];
    private readonly NodeDirectory _nodes;
    private readonly SlowStart _slowStart;

    public SlowStartTrigger(NodeStateChanges changes, NodeDirectory nodes, SlowStart slowStart)
    {
        (_nodes, _slowStart) = (nodes, slowStart);
        changes.Changed += OnStateChanged;
    }

    public void OnClusterAdded(ClusterState cluster)
    {
        _clusters[cluster.ClusterId] = cluster;
        OnClusterChanged(cluster);
    }

    public void OnClusterChanged(ClusterState cluster)
    {
        foreach (var node in cluster.Destinations.Values)
        {
            var state = _nodes.Of(node).State;
            var former = _wanted.GetValue(node, _ => new(state));
            if (former.Value == NodeState.Maintenance && state != NodeState.Maintenance && Availability.IsUp(node))
            {
                _slowStart.Begin(node);
            }

            former.Value = state;
        }
    }

    public void OnClusterRemoved(ClusterState cluster) => _clusters.TryRemove(cluster.ClusterId, out _);

    // Without probes, a node becomes Unknown, not Up, when requests may try it again.
    private void OnStateChanged(NodeStateChange change)
    {
        if (change.Previous == NodeCondition.Down
            && change is { State: not NodeCondition.Down, ProbeIsWrong: false }
            && _clusters.TryGetValue(change.Cluster, out var cluster)
            && cluster.Destinations.TryGetValue(change.Destination, out var node))
        {
            _slowStart.Begin(node);
        }
    }
}
