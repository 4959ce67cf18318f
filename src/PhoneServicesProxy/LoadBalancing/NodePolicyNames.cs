namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// Names of the gateway's load-balancing policies, for <c>ReverseProxy:Clusters:NAME:LoadBalancingPolicy</c>. YARP's own policies work, too.
/// </summary>
public static class NodePolicyNames
{
    /// <summary>The nodes in turn, in proportion to their weights (IOS SLB: <c>predictor roundrobin</c>).</summary>
    public const string WeightedRoundRobin = nameof(WeightedRoundRobin);

    /// <summary>The node with the fewest running requests for its weight (IOS SLB: <c>predictor leastconns</c>).</summary>
    public const string WeightedLeastRequests = nameof(WeightedLeastRequests);

    /// <summary>
    /// The same node for the same phone, on every gateway, by weighted rendezvous hashing. The loss of a node moves only its own phones.
    /// </summary>
    public const string DeviceHash = nameof(DeviceHash);

    /// <summary>
    /// One node for all phones until it is down, then the next one until that is down. Manager Assistant has one active server (Cisco document
    /// 200159). Tiers do not apply. The priority says which node is first.
    /// </summary>
    /// <remarks>
    /// <list type="bullet">
    /// <item>A node that refuses or does not accept connections is down immediately. The same press goes to the next node.</item>
    /// <item>A node at <c>MaxConcurrentRequests</c> is busy, and so is one that answers with a number of class <c>Node</c> such as 26. The press
    /// waits in the node's queue, and then gets the page that says so.</item>
    /// <item>The press waits for a slow node. There is no hedging.</item>
    /// <item>After any other failure (4xx, 5xx, a bad page, a lost connection, no answer in time) the press waits up to two seconds for the
    /// node's probes. If they take the node out, the next node is asked. If one is good, the same node is asked once more. Both happen only if
    /// the request may be repeated, or is proven not to have been executed. A cluster without probes asks the next node immediately.</item>
    /// <item>With <c>Drain</c> and <c>Maintenance</c>, another node that is up takes over immediately.</item>
    /// </list>
    /// </remarks>
    public const string ActiveStandby = nameof(ActiveStandby);
}
