using System.Collections.Frozen;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// Says which node a press tries next: the one that has its session, then nodes that are up before nodes that are drained
/// before nodes that are down, the lowest priority number first, and within such a tier the cluster's load-balancing policy,
/// ours or YARP's. A node that works on as many requests as it may is passed over while another of its tier is not.
/// </summary>
internal sealed class NodePicker(IEnumerable<ILoadBalancingPolicy> policies, NodeDirectory nodes)
{
    /// <summary>More sessions than the largest request can carry.</summary>
    private const long MaxPlaces = 1 << 16;

    private readonly FrozenDictionary<string, ILoadBalancingPolicy> _policies =
        policies.ToFrozenDictionary(policy => policy.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="context">The phone's request.</param>
    /// <param name="cluster">The service's cluster.</param>
    /// <param name="tried">Nodes that this press has tried already; a node is never tried twice.</param>
    /// <param name="sessions">The sessions that the press carries; null where it has none.</param>
    public DestinationState? Pick(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> tried, PressSessions? sessions = null)
    {
        var spansTiers = HasOneActiveNode(cluster);
        var tier = BestTier(cluster.DestinationsState.AllDestinations, tried, spansTiers, spansTiers ? null : sessions);
        return tier.Count == 0 ? null : PolicyOf(cluster).PickDestination(context, cluster, tier);
    }

    /// <summary>
    /// The node for a hedge: never one in a worse state than the first, which may yet answer, nor one that a hedge would wait for.
    /// </summary>
    public DestinationState? PickForHedge(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> tried)
    {
        // All nodes of a tier are in the same state, and full or not full. A policy that is not asked counts no pick.
        var tier = BestTier(cluster.DestinationsState.AllDestinations, tried, HasOneActiveNode(cluster), null);
        return tier.Count > 0
            && nodes.Of(tier[0]).Load.HasRoom
            && Group(tier[0], nodes.Of(tier[0])) <= Group(tried[0], nodes.Of(tried[0])) ? PolicyOf(cluster).PickDestination(context, cluster, tier) : null;
    }

    /// <summary>True where all but one node stand by, and would perhaps answer wrongly.</summary>
    public static bool HasOneActiveNode(ClusterState cluster) =>
        NodePolicyNames.ActiveStandby.Equals(cluster.Model.Config.LoadBalancingPolicy, StringComparison.OrdinalIgnoreCase);

    private ILoadBalancingPolicy PolicyOf(ClusterState cluster) =>
        _policies[cluster.Model.Config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices];

    private List<DestinationState> BestTier(
        IReadOnlyList<DestinationState> all, IReadOnlyList<DestinationState> tried, bool spansTiers, PressSessions? sessions)
    {
        var tier = new List<DestinationState>(all.Count);
        var best = long.MaxValue;
        foreach (var node in all)
        {
            var entry = nodes.Of(node);
            if (entry.State == NodeState.Maintenance || tried.Contains(node))
            {
                continue;
            }

            var rank = Rank(node, entry, spansTiers, sessions, isFirst: tried.Count == 0);
            if (rank < best)
            {
                best = rank;
                tier.Clear();
            }

            if (rank == best)
            {
                tier.Add(node);
            }
        }

        // YARP keeps nodes in a dictionary; every gateway is to see them in the same order.
        tier.Sort(static (a, b) => string.CompareOrdinal(a.DestinationId, b.DestinationId));
        return tier;
    }

    /// <summary>
    /// A node that is up and has a session of the press comes before all others, drained or not; where several have one, the
    /// first in the request counts. A press waits for a full node of its tier rather than go to the next tier, which may be a
    /// publisher that has other work; but one that a node has let down already takes any that has room.
    /// </summary>
    private static long Rank(DestinationState node, NodeEntry entry, bool spansTiers, PressSessions? sessions, bool isFirst)
    {
        var group = Group(node, entry) << 40;
        if (sessions?.PlaceAt(node) is { } place)
        {
            // Where all are down, perhaps only the probes are wrong: then its node still comes before the others.
            return place - MaxPlaces + (Availability.IsUp(node) ? 0 : group);
        }

        if (spansTiers)
        {
            return group;
        }

        var full = entry.Load.HasRoom ? 0L : 1L;
        return group + (isFirst ? ((long)entry.Priority << 1) + full : (full << 36) + entry.Priority);
    }

    /// <summary>Down nodes come last, not never: a probe can be wrong, and a phone has nothing to lose.</summary>
    private static long Group(DestinationState node, NodeEntry entry) =>
        !Availability.IsUp(node) ? 2L : entry.State == NodeState.Drain ? 1L : 0L;
}
