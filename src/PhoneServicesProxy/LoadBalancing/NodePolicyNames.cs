namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Names of our load-balancing policies, for <c>ReverseProxy:Clusters:NAME:LoadBalancingPolicy</c>. YARP's own work, too.</summary>
public static class NodePolicyNames
{
    /// <summary>Each node in turn, as often as its weight says (IOS SLB: <c>predictor roundrobin</c>).</summary>
    public const string WeightedRoundRobin = nameof(WeightedRoundRobin);

    /// <summary>The node with the fewest running requests for its weight (IOS SLB: <c>predictor leastconns</c>).</summary>
    public const string WeightedLeastRequests = nameof(WeightedLeastRequests);

    /// <summary>
    /// The same node for the same phone, on every gateway, by weighted rendezvous hashing; when a node is lost only its phones
    /// move.
    /// </summary>
    public const string DeviceHash = nameof(DeviceHash);

    /// <summary>
    /// One node for all until it is down, then the next one until that is down: Manager Assistant has one active server
    /// (Cisco document 200159). Tiers do not apply; the priority says which is first.
    /// </summary>
    /// <remarks>
    /// <list type="bullet">
    /// <item>A node that refuses or does not accept connections is down at once: the same press goes to the next one.</item>
    /// <item>A node that is at <c>MaxConcurrentRequests</c>, or answers with a number of class <c>Node</c> such as 26, is busy: the press waits
    /// in the node's queue, and then gets the page that says so.</item>
    /// <item>A node that is slow is waited for; there is no hedging.</item>
    /// <item>After any other failure (4xx, 5xx, a bad page, a connection that is lost, no answer in time) the press waits up to two seconds for
    /// the node's probes. If they take the node out, the next one is asked. If one is good, the same node is asked once more. Both only
    /// where the request may be repeated, or is proven not to have been executed. A cluster without probes asks the next node at once.</item>
    /// <item>With <c>Drain</c> and <c>Maintenance</c> another node that is up takes over at once: that is the administrator's word.</item>
    /// </list>
    /// </remarks>
    public const string ActiveStandby = nameof(ActiveStandby);
}
