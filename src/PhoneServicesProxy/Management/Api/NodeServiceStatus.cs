namespace PhoneServicesProxy.Management.Api;

/// <summary>The status of a node in one service. It combines health and orders.</summary>
public enum NodeServiceStatus
{
    /// <summary>It answers as it should.</summary>
    Up,

    /// <summary>It is down and should be up.</summary>
    Down,

    /// <summary>It is down in a service where only one node at a time is active, and another one is. That is no fault.</summary>
    Standby,

    /// <summary>All nodes that answer fail the same probe, and phones get these answers. It counts as up.</summary>
    ProbeWrong,

    /// <summary>Too few probes have finished for a verdict.</summary>
    NotJudged,

    /// <summary>The service has no probe. Requests go there until they fail.</summary>
    NotProbed,

    /// <summary>It is in maintenance and gets no requests, even if its probes are good.</summary>
    Maintenance,
}
