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
    /// One node for all until it fails, then the next one until that fails: Manager Assistant has one active server
    /// (Cisco document 200159). Tiers do not apply; the priority says which is first.
    /// </summary>
    public const string ActiveStandby = nameof(ActiveStandby);
}
