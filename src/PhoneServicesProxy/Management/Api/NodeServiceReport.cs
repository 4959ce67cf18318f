using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Management.Api;

/// <summary>One node in one service.</summary>
/// <param name="Service">The service: its cluster's name.</param>
/// <param name="Status">Its status in one word.</param>
/// <param name="Condition">The result of probes and presses.</param>
/// <param name="Standby">True if it is down in a service where only one node at a time is active, and another one is. That is no fault.</param>
/// <param name="ProbeWrong">
/// True if all nodes that answer fail the same probe and phones get these answers. The node counts as up, and the probe or the application is wrong.
/// </param>
/// <param name="Since">The time since which the present cause applies.</param>
/// <param name="Cause">The cause in words; null before the first verdict.</param>
/// <param name="Failure">The kind of failure that took it down, as in metrics; null if it is not down.</param>
/// <param name="InFlight">Requests of this service in progress.</param>
/// <param name="LastProbe">The last finished probe; null if there was none.</param>
/// <param name="Totals">Its presses and probes since the start.</param>
public sealed record NodeServiceReport(
    string Service,
    NodeServiceStatus Status,
    NodeCondition Condition,
    bool Standby,
    bool ProbeWrong,
    DateTimeOffset Since,
    string? Cause,
    string? Failure,
    long InFlight,
    ProbeReport? LastProbe,
    NodeTotalsReport Totals)
{
    /// <summary>The last press there while no probe succeeded; null if there was none.</summary>
    public PressReport? LastPress { get; init; }

    /// <summary>The start of the outage, even if its cause has changed since; null if it is not down.</summary>
    internal DateTimeOffset? DownSince { get; init; }

    /// <summary>True if phones are sent there: it is not known to be down, and not in maintenance.</summary>
    internal bool IsLeft => Condition != NodeCondition.Down && Status != NodeServiceStatus.Maintenance && !FailsUnprobed;

    /// <summary>True if the service has no probe and the last press there failed.</summary>
    internal bool FailsUnprobed => Status == NodeServiceStatus.NotProbed && LastPress is { Ok: false };

    /// <summary>The cause and the kind of failure in words.</summary>
    internal string Why => Failure is null ? $"{Cause}" : $"{Cause} ({Failure})";
}
