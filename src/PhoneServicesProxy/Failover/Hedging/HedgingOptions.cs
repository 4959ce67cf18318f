using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>
/// When a page that only shows something is asked of the next node too, while the first one has not failed but is late:
/// <c>PhoneServices:FailoverPolicies:NAME:Hedging</c>. The first good page wins. Applies to <see cref="Replay.Always"/> and GET
/// alone, and not to clusters with the policy <c>ActiveStandby</c>, where only one node is meant to answer
/// (Dean and Barroso, The Tail at Scale, 2013).
/// </summary>
public sealed class HedgingOptions
{
    private const string DurationHint = "Write a duration as hours:minutes:seconds, such as \"00:00:00.020\", ";

    /// <summary>Whether late nodes are hedged. <value>false by default; true in the shipped policy Read.</value></summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// The shortest wait before the next node is asked. In between, the wait is twice the time within which 95 of 100 recent
    /// answers of the same route came. <value>20 ms by default, 1 ms to 10 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10", ErrorMessage = DurationHint + "from 1 ms to 10 s.")]
    public TimeSpan MinDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The longest wait before the next node is asked. <value>0.5 s by default, 1 ms to 30 s, not shorter than
    /// <see cref="MinDelay"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30", ErrorMessage = DurationHint + "from 1 ms to 30 s.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The largest share of a route's presses within the last ten seconds that may be hedged, so that a slow cluster is not
    /// asked everything twice; ten hedges in ten seconds are always allowed. 0 allows none.
    /// <value>0.2 by default, as Envoy's retry budget; 0 to 1.</value>
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Write a share from 0 to 1, such as 0.2 for one press in five.")]
    public double Budget { get; init; } = 0.2;
}
