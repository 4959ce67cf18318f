using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <inheritdoc cref="NodePolicyNames.ActiveStandby"/>
internal sealed class ActiveStandbyPolicy(NodeDirectory nodes) : ILoadBalancingPolicy
{
    private readonly ConditionalWeakTable<ClusterState, StrongBox<string?>> _active = [];

    public string Name => NodePolicyNames.ActiveStandby;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var active = _active.GetOrCreateValue(cluster);
        var current = Volatile.Read(ref active.Value);
        foreach (var node in availableDestinations)
        {
            if (node.DestinationId == current)
            {
                return node;
            }
        }

        var next = availableDestinations.MinBy(node => (nodes.Of(node).Priority, node.DestinationId))!;
        if (current is null || !cluster.Destinations.TryGetValue(current, out var last) || !Availability.IsUp(last))
        {
            // The best of the others takes over and stays active. One slow answer alone does not change the active node.
            Volatile.Write(ref active.Value, next.DestinationId);
        }

        return next;
    }
}
