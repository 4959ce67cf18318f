using System.Collections.Frozen;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// Chooses the next node of a press. The node with the press's session comes first. Then come nodes that are up, drained nodes, and nodes
/// that are down. Within these the lowest priority number comes first. Within such a tier the cluster's load-balancing policy decides, one
/// of ours or YARP's. A node at its limit of requests is skipped while another of its tier has room.
/// </summary>
internal sealed class NodePicker(IEnumerable<ILoadBalancingPolicy> policies, NodeDirectory nodes)
{
    /// <summary>More than the number of sessions that the largest request can carry.</summary>
    private const long MaxPlaces = 1 << 16;

    private readonly FrozenDictionary<string, ILoadBalancingPolicy> _policies =
        policies.ToFrozenDictionary(policy => policy.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="context">The phone's request.</param>
    /// <param name="cluster">The service's cluster.</param>
    /// <param name="tried">The nodes that this press has already tried. A node is never picked twice.</param>
    /// <param name="sessions">The sessions of the press; null if it has none.</param>
    public DestinationState? Pick(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> tried, PressSessions? sessions = null)
    {
        var spansTiers = HasOneActiveNode(cluster);
        var tier = BestTier(cluster.DestinationsState.AllDestinations, tried, spansTiers, spansTiers ? null : sessions);
        return tier.Count == 0 ? null : PolicyOf(cluster).PickDestination(context, cluster, tier);
    }

    /// <summary>
    /// The node for a hedge. It is never in a worse state than the first node, which may still answer. It also has room, because a hedge must
    /// not wait.
    /// </summary>
    public DestinationState? PickForHedge(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> tried)
    {
        // All nodes of a tier are in the same state, and either all full or none. The policy is asked last, because it counts each pick.
        var tier = BestTier(cluster.DestinationsState.AllDestinations, tried, HasOneActiveNode(cluster), null);
        return tier.Count > 0
            && nodes.Of(tier[0]).Load.HasRoom
            && Group(tier[0], nodes.Of(tier[0])) <= Group(tried[0], nodes.Of(tried[0])) ? PolicyOf(cluster).PickDestination(context, cluster, tier) : null;
    }

    /// <summary>
    /// The nodes for which a press may wait: those in the best state that are left. Lower priority numbers come
    /// first, then nodes with fewer requests.
    /// </summary>
    /// <param name="cluster">The service's cluster.</param>
    /// <param name="failed">The nodes that this press must not ask again.</param>
    /// <param name="first">The node that comes first, because it was picked first; null if none does.</param>
    /// <param name="last">The node that comes last; null if none does.</param>
    /// <param name="anyTier">False if only nodes of the first tier count, because the next one may be a publisher with other work.</param>
    public IReadOnlyList<DestinationState> ToWaitFor(
        ClusterState cluster, IReadOnlySet<DestinationState> failed, DestinationState? first, DestinationState? last, bool anyTier)
    {
        var left = cluster.DestinationsState.AllDestinations
            .Where(node => !failed.Contains(node) && nodes.Of(node).State != NodeState.Maintenance)
            .Select(node => (Node: node, Entry: nodes.Of(node), Group: Group(node, nodes.Of(node))))
            .ToArray();
        if (left.Length == 0)
        {
            return [];
        }

        var best = left.Min(node => node.Group);
        var tier = left.Where(node => node.Group == best).Min(node => node.Entry.Priority);
        return
        [
            .. left.Where(node => node.Group == best && (anyTier || node.Entry.Priority == tier))
                .OrderBy(node => node.Node == first ? long.MinValue : node.Node == last ? long.MaxValue : node.Entry.Priority)
                .ThenBy(node => node.Entry.Load.InFlight)
                .ThenBy(node => node.Node.DestinationId, StringComparer.Ordinal)
                .Select(node => node.Node),
        ];
    }

    /// <summary>True if the node is up and takes requests with a session of its own. It may be drained.</summary>
    public bool MayTake(ClusterState cluster, DestinationState node) =>
        Availability.IsUp(node) && nodes.Of(node).State != NodeState.Maintenance && cluster.DestinationsState.AllDestinations.Contains(node);

    /// <summary>True if all nodes but one are standby nodes, which might answer wrongly.</summary>
    public static bool HasOneActiveNode(ClusterState cluster) =>
        NodePolicyNames.ActiveStandby.Equals(cluster.Model.Config.LoadBalancingPolicy, StringComparison.OrdinalIgnoreCase);

    private ILoadBalancingPolicy PolicyOf(ClusterState cluster) =>
        _policies[cluster.Model.Config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices];

    private List<DestinationState> BestTier(
        IReadOnlyList<DestinationState> all, IReadOnlyList<DestinationState> tried, bool spansTiers, PressSessions? sessions)
    {
        var tier = new List<DestinationState>(all.Count);
        var best = long.MaxValue;
        // By index, because an enumerator of an interface takes memory for each press.
        for (var i = 0; i < all.Count; i++)
        {
            var node = all[i];
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

        // YARP keeps nodes in a dictionary, but every gateway must see them in the same order.
        tier.Sort(static (a, b) => string.CompareOrdinal(a.DestinationId, b.DestinationId));
        return tier;
    }

    /// <summary>
    /// A node that is up and has a session of the press comes before all others, drained or not. If several nodes have one, the first session in
    /// the request counts. A press waits for a full node of its tier, because the next tier may be a publisher with other work. After a
    /// failed attempt the press takes any node that has room.
    /// </summary>
    private static long Rank(DestinationState node, NodeEntry entry, bool spansTiers, PressSessions? sessions, bool isFirst)
    {
        var group = Group(node, entry) << 40;
        if (sessions?.PlaceAt(node) is { } place)
        {
            // If all nodes are down, perhaps only the probes are wrong. So the session's node still comes before the others.
            return place - MaxPlaces + (Availability.IsUp(node) ? 0 : group);
        }

        if (spansTiers)
        {
            return group;
        }

        var full = entry.Load.HasRoom ? 0L : 1L;
        return group + (isFirst ? ((long)entry.Priority << 1) + full : (full << 36) + entry.Priority);
    }

    /// <summary>Nodes that are down come last but are still tried. A probe can be wrong, and the phone has nothing to lose.</summary>
    private static long Group(DestinationState node, NodeEntry entry) =>
        !Availability.IsUp(node) ? 2L : entry.State == NodeState.Drain ? 1L : 0L;
}
