namespace PhoneServicesProxy.Management.Api;

/// <summary>How a node stands in one service, in one word: what is known of it, what was ordered of it, and whether that matters.</summary>
public enum NodeServiceStatus
{
    /// <summary>It answers as it should.</summary>
    Up,

    /// <summary>It is down where it ought to be up.</summary>
    Down,

    /// <summary>It is down where one node at a time is active, and another one is: nothing is wrong.</summary>
    Standby,

    /// <summary>It fails its probe as all nodes do that answer, and phones get what it answers: it counts as up.</summary>
    ProbeWrong,

    /// <summary>Too few of its probes are back to tell.</summary>
    NotJudged,

    /// <summary>Nobody probes this service: requests go there until they fail.</summary>
    NotProbed,

    /// <summary>It is in maintenance, and gets nothing, whatever its probes say.</summary>
    Maintenance,
}
