namespace PhoneServicesProxy.Nodes;

/// <summary>The administrative state of a node. It is independent of YARP's health state.</summary>
public enum NodeState
{
    /// <summary>Gets its share of the requests.</summary>
    Active,

    /// <summary>
    /// Gets no new device but finishes what it has. It gets the requests that carry one of its sessions, and others only
    /// if no other node is up. Sessions do not count under <c>ActiveStandby</c>: there another node takes over immediately.
    /// </summary>
    Drain,

    /// <summary>Gets no requests, even if all other nodes are down.</summary>
    Maintenance,
}
