using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <inheritdoc cref="NodePolicyNames.WeightedRoundRobin"/>
internal sealed class WeightedRoundRobinPolicy(NodeDirectory nodes) : ILoadBalancingPolicy
{
    private readonly ConditionalWeakTable<ClusterState, StrongBox<long>> _turns = [];

    public string Name => NodePolicyNames.WeightedRoundRobin;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var turn = Interlocked.Increment(ref _turns.GetOrCreateValue(cluster).Value);
        var total = 0d;
        foreach (var node in availableDestinations)
        {
            total += nodes.WeightOf(node);
        }

        if (total <= 0)
        {
            return availableDestinations[(int)(turn % availableDestinations.Count)];
        }

        // The fractions of consecutive multiples of the golden ratio are spread evenly over [0,1). So the turns of a node with a large
        // weight are spread out, not in one run as with IOS SLB.
        var at = turn * 0.6180339887498949 % 1 * total;
        foreach (var node in availableDestinations)
        {
            at -= nodes.WeightOf(node);
            if (at < 0)
            {
                return node;
            }
        }

        return availableDestinations[^1];
    }
}
