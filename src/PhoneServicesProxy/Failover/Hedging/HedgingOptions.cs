using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>
/// Asks the next node, too, if the first node is late but has not failed:
/// <c>PhoneServices:FailoverPolicies:NAME:Hedging</c>. The first good page wins. Only GET with <see cref="Replay.Always"/>
/// is hedged. Clusters with the policy <c>ActiveStandby</c> are not, because only one node should answer there
/// (Dean and Barroso, The Tail at Scale, 2013). A reload applies changes.
/// </summary>
public sealed class HedgingOptions
{
    private const string DurationHint = "Write a duration as hours:minutes:seconds, such as \"00:00:00.020\", ";

    /// <summary>True if late nodes are hedged. <value>false by default; true in the shipped policy Read.</value></summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// The shortest hedging delay. Between the two limits, the delay is twice the route's recent 95th-percentile response time.
    /// <value>20 ms by default, 1 ms to 10 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10", ErrorMessage = DurationHint + "from 1 ms to 10 s.")]
    public TimeSpan MinDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The longest hedging delay. It is also the longest time that a node that is down gets to answer after a node that is up has answered wrongly.
    /// <value>0.5 s by default, 1 ms to 30 s, not shorter than <see cref="MinDelay"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30", ErrorMessage = DurationHint + "from 1 ms to 30 s.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The largest share of a route's presses within the last ten seconds that may be hedged. It keeps a slow cluster from getting twice the
    /// requests. Ten hedges in ten seconds are always allowed, unless the share is 0. 0 allows none.
    /// <value>0.2 by default, as Envoy's retry budget; 0 to 1.</value>
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Write a share from 0 to 1, such as 0.2 for one press in five.")]
    public double Budget { get; init; } = 0.2;
}
