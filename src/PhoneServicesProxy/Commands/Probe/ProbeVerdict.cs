namespace PhoneServicesProxy.Commands.Probe;

/// <summary>The verdict on a probe.</summary>
internal enum ProbeVerdict
{
    /// <summary>The page is good.</summary>
    Ok,

    /// <summary>The page is not good, but another node is active in a service with one active node at a time.</summary>
    Standby,

    /// <summary>All nodes that answer fail the same probe, and phones get these answers. The probe or the application is wrong.</summary>
    ProbeWrong,

    /// <summary>The page is not good, but the configuration has the node in maintenance.</summary>
    Maintenance,

    /// <summary>The page is not good.</summary>
    Down,

    /// <summary>The service has no probe.</summary>
    NotProbed,
}
