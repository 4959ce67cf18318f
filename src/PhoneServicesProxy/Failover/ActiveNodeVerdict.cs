namespace PhoneServicesProxy.Failover;

/// <summary>What has become of an active node with which a press has failed.</summary>
internal enum ActiveNodeVerdict
{
    /// <summary>Neither is known: nobody takes over.</summary>
    Unknown,

    /// <summary>It has answered a probe since: it may be asked once more.</summary>
    IsUp,

    /// <summary>It is down, or nothing but requests tells: the next one may be asked.</summary>
    HandsOver,
}
