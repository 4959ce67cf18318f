namespace PhoneServicesProxy.Nodes;

/// <summary>What an administrator wants of a node. Health is another matter: see YARP's health state.</summary>
public enum NodeState
{
    /// <summary>Takes its share.</summary>
    Active,

    /// <summary>
    /// Takes no new device but finishes what it has: it gets the requests that carry a session of its own, and others only
    /// where nothing else is up. Sessions do not count under <c>ActiveStandby</c>: there another node takes over at once.
    /// </summary>
    Drain,

    /// <summary>Takes nothing, whatever else is down.</summary>
    Maintenance,
}
