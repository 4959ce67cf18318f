using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>When the next probe is due. All times are counted from the start of the last one.</summary>
internal readonly record struct ProbePace(TimeSpan Interval, TimeSpan Timeout, TimeSpan FastInterval, int Fall, double Jitter)
{
    private static readonly TimeSpan MaxRecoveryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Never longer than the interval: short intervals are no reason to look again more slowly.</summary>
    public TimeSpan Fast => Min(FastInterval, Interval);

    /// <summary>How often a node that is down is asked, so that it is not left out long after it is back.</summary>
    public TimeSpan Recovery => Max(Fast, Min(Interval, MaxRecoveryInterval));

    public static ProbePace From(ProbeSettings settings, HealthOptions options) => new(
        settings.Interval,
        settings.Timeout,
        settings.Metadata.FastInterval ?? options.FastInterval,
        settings.Metadata.Fall ?? options.Fall,
        options.Jitter);

    /// <summary>
    /// While the last probe is unanswered. For a node that is down the few probes that may be unanswered are spread over
    /// the time limit, so that one is always about to be free.
    /// </summary>
    public TimeSpan AfterUnanswered(bool down) => down ? Max(Recovery, Timeout / Fall) : Fast;

    /// <summary>After a result that left the node with these states. <paramref name="chance"/> is in [0,1).</summary>
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
