using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <inheritdoc cref="NodePolicyNames.WeightedLeastRequests"/>
internal sealed class WeightedLeastRequestsPolicy(NodeDirectory nodes) : ILoadBalancingPolicy
{
    private readonly ConditionalWeakTable<ClusterState, StrongBox<long>> _turns = [];

    public string Name => NodePolicyNames.WeightedLeastRequests;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        // Nodes that are equally idle take turns; the first in the list would get all of a quiet hour.
        var start = (int)(Interlocked.Increment(ref _turns.GetOrCreateValue(cluster).Value) % availableDestinations.Count);
        DestinationState? best = null;
        var least = double.PositiveInfinity;
        for (var i = 0; i < availableDestinations.Count; i++)
        {
            var node = availableDestinations[(start + i) % availableDestinations.Count];
            var entry = nodes.Of(node);
            var load = (entry.Load.InFlight + 1) / Math.Max(entry.Weight, double.Epsilon);
            if (best is null || load < least)
            {
                (best, least) = (node, load);
            }
        }

        return best;
    }
}
