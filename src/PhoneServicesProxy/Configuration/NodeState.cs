namespace PhoneServicesProxy.Configuration;

/// <summary>What an administrator wants of a node. Health is another matter: see YARP's health state.</summary>
public enum NodeState
{
    /// <summary>Takes its share.</summary>
    Active,

    /// <summary>Takes no new device but finishes what it has; last resort before an error page.</summary>
    Drain,

    /// <summary>Takes nothing, whatever else is down.</summary>
    Maintenance,
}
