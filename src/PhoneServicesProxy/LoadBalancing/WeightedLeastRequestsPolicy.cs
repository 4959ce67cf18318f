using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// <inheritdoc cref="NodePolicyNames.WeightedLeastRequests" path="/summary"/> Loads that differ by no more than chance count as equal, and
/// the nodes then take turns by weight. Otherwise the node with the largest weight would get all requests of a quiet hour, when hardly any
/// request is running.
/// </summary>
internal sealed class WeightedLeastRequestsPolicy(NodeDirectory nodes) : ILoadBalancingPolicy
{
    private readonly ConditionalWeakTable<ClusterState, Lock> _gates = [];

    public string Name => NodePolicyNames.WeightedLeastRequests;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var candidates = new Candidate[availableDestinations.Count];
        var (totalWeight, totalLoad) = (0d, 0);
        for (var i = 0; i < candidates.Length; i++)
        {
            var node = availableDestinations[i];
            var entry = nodes.Of(node);
            candidates[i] = new(node, entry.Ahead, entry.Load.InFlight + entry.Load.Waiting, Math.Max(nodes.WeightOf(node), double.Epsilon));
            totalWeight += candidates[i].Weight;
            totalLoad += candidates[i].Load;
        }

        lock (_gates.GetOrCreateValue(cluster))
        {
            return Pick(candidates, totalWeight, totalLoad);
        }
    }

    private static DestinationState? Pick(Candidate[] candidates, double totalWeight, int totalLoad)
    {
        // The new request counts as half, so rounding favours neither large nor small weights (Webster, Sainte-Laguë).
        var best = candidates.MinBy(candidate => (candidate.Load + 0.5 + candidate.Ahead.Value) / candidate.Weight);
        foreach (var candidate in candidates)
        {
            var share = candidate.Weight / totalWeight;

            // The number of requests that come and go at random varies by the square root of its mean.
            var chance = 1 + Math.Sqrt(totalLoad * share);
            var ahead = candidate.Ahead.Value - share + (candidate.Node == best.Node ? 1 : 0);
            candidate.Ahead.Value = Math.Clamp(ahead, -chance, chance);
        }

        return best.Node;
    }

    private readonly record struct Candidate(DestinationState Node, StrongBox<double> Ahead, int Load, double Weight);
}
