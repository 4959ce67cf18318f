namespace PhoneServicesProxy.Health;

/// <summary>What is known of a node in one service.</summary>
public enum NodeCondition
{
    /// <summary>Not judged yet; requests may go there.</summary>
    Unknown,

    /// <summary>It answers as it should.</summary>
    Up,

    /// <summary>Its probes fail, or requests of phones do.</summary>
    Down,
}
