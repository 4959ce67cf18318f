namespace PhoneServicesProxy.Health;

/// <summary>The state of a node in one service.</summary>
public enum NodeCondition
{
    /// <summary>Not judged yet. Requests may go there.</summary>
    Unknown,

    /// <summary>The node answers as it should.</summary>
    Up,

    /// <summary>The node fails its probes or phones' requests.</summary>
    Down,
}
