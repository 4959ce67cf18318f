using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Tells when the next probe is due. All times count from the start of the last one.</summary>
internal readonly record struct ProbePace(TimeSpan Interval, TimeSpan Timeout, TimeSpan FastInterval, int Fall, double Jitter)
{
    private static readonly TimeSpan MaxRecoveryInterval = TimeSpan.FromSeconds(1);

    /// <summary>It is never longer than the interval. With a short interval, a failure must not slow probes down.</summary>
    public TimeSpan Fast => Min(FastInterval, Interval);

    /// <summary>The interval for a node that is down. It is short, because the node should be used soon after it is back.</summary>
    public TimeSpan Recovery => Max(Fast, Min(Interval, MaxRecoveryInterval));

    public static ProbePace From(ProbeSettings settings, HealthOptions options) => new(
        settings.Interval,
        settings.Timeout,
        settings.Metadata.FastInterval ?? options.FastInterval,
        settings.Metadata.Fall ?? options.Fall,
        options.Jitter);

    /// <summary>The pace of services that share their probes: the shortest of their intervals. There is at least one service.</summary>
    public static ProbePace From(IEnumerable<ProbeSettings> services, HealthOptions options) =>
        services.Select(settings => From(settings, options)).Aggregate((a, b) =>
            a with { Interval = Min(a.Interval, b.Interval), FastInterval = Min(a.FastInterval, b.FastInterval) });

    /// <summary>
    /// The interval while the last probe is unanswered. For a node that is down, the few probes that may be unanswered are spread over the
    /// timeout, so a place for the next probe is soon free.
    /// </summary>
    public TimeSpan AfterUnanswered(bool down) => down ? Max(Recovery, Timeout / Fall) : Fast;

    /// <summary>The interval after a result that left the node with these states. <paramref name="chance"/> is in [0,1).</summary>
    public TimeSpan AfterResult(bool good, DestinationHealth active, DestinationHealth passive, double chance) =>
        (good, active) switch
        {
            (true, DestinationHealth.Unhealthy) => Fast,
            (true, _) when passive == DestinationHealth.Unhealthy => Recovery,
            (true, _) => Interval * (1 - (Jitter * chance)),
            (false, DestinationHealth.Unhealthy) => Recovery,
            (false, _) => Fast,
        };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
