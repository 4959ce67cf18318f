namespace PhoneServicesProxy.Failover;

/// <summary>The state of an active node after a press has failed at it.</summary>
internal enum ActiveNodeVerdict
{
    /// <summary>The node is not known to be up or down. No other node takes over.</summary>
    Unknown,

    /// <summary>The node has answered a probe since. It may be asked once more.</summary>
    IsUp,

    /// <summary>The node is down, or it has no probes. The next node may be asked.</summary>
    HandsOver,
}
