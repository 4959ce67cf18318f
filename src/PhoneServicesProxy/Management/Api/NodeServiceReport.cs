using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Management.Api;

/// <summary>One node in one service.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
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
    /// <summary>Whether it is down where it ought to be up.</summary>
    internal bool IsMissed => Condition == NodeCondition.Down && !Standby;
}
