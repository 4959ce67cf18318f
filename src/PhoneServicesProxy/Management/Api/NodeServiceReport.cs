using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Management.Api;

/// <summary>One node in one service.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Status">How it stands here, in one word.</param>
/// <param name="Condition">What is known of the node here.</param>
/// <param name="Standby">It is down where one node at a time is active, and another one is: nothing is wrong.</param>
/// <param name="ProbeWrong">It fails its probe as all nodes do that answer, and phones get what it answers: it counts as up, and the probe or the application is wrong.</param>
/// <param name="Since">Since when this is so, for the present cause.</param>
/// <param name="Cause">What was seen that made it so, in words; null before the first verdict.</param>
/// <param name="Failure">The kind of failure that took it down, as in metrics; null where it is not down.</param>
/// <param name="InFlight">Requests of this service that it has not answered yet.</param>
/// <param name="LastProbe">The probe that was finished last; null where there was none.</param>
/// <param name="Totals">What was asked of it, and what came of that.</param>
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
    /// <summary>What the last press met there while nobody probed it, or while probes failed; null where there was none.</summary>
    public PressReport? LastPress { get; init; }

    /// <summary>Since when it has been down, whatever the cause was at first; null where it is not.</summary>
    internal DateTimeOffset? DownSince { get; init; }

    /// <summary>Whether phones are sent there: not known to be down, and not in maintenance.</summary>
    internal bool IsLeft => Condition != NodeCondition.Down && Status != NodeServiceStatus.Maintenance && !FailsUnprobed;

    /// <summary>Nobody probes it, and the last press failed there.</summary>
    internal bool FailsUnprobed => Status == NodeServiceStatus.NotProbed && LastPress is { Ok: false };

    /// <summary>Cause and kind of failure, in words.</summary>
    internal string Why => Failure is null ? $"{Cause}" : $"{Cause} ({Failure})";
}
