namespace PhoneServicesProxy.Commands.Probe;

/// <summary>What a probe means.</summary>
internal enum ProbeVerdict
{
    /// <summary>The page is as it should be.</summary>
    Ok,

    /// <summary>The node gives no such page, and another one is active, as it should be where one is at a time.</summary>
    Standby,

    /// <summary>The node fails as all do that answer, and phones get what it answers: the probe is wrong, or the application.</summary>
    ProbeWrong,

    /// <summary>The node gives no such page, and the configuration has it in maintenance.</summary>
    Maintenance,

    /// <summary>The node gives no such page.</summary>
    Down,

    /// <summary>The configuration does not have this service probed.</summary>
    NotProbed,
}
