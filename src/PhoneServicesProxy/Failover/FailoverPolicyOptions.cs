using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover.Hedging;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Time limits and retries of one press when a node fails: <c>PhoneServices:FailoverPolicies:NAME</c>. A reload applies changes.
/// </summary>
public sealed class FailoverPolicyOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:FailoverPolicies";

    private const string DurationHint = "Write a duration as hours:minutes:seconds, such as \"00:00:02\" or \"00:00:00.300\", ";

    /// <summary>When the next node may be tried. <value><see cref="Replay.OnlyIfNotSent"/> by default.</value></summary>
    public Replay Replay { get; init; } = Replay.OnlyIfNotSent;

    /// <summary>The largest number of nodes that a press may try, the first included. <value>3 by default, 1 to 10.</value></summary>
    [Range(1, 10, ErrorMessage = "Write a number from 1 to 10.")]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The longest time that one node may take to accept a connection. <value>0.3 s by default, 10 ms to 30 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30", ErrorMessage = DurationHint + "from 10 ms to 30 s.")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// The longest time for one node, from the start of an attempt until its whole page has arrived.
    /// <value>2 s by default, 50 ms to 60 s, longer than <see cref="ConnectTimeout"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00", ErrorMessage = DurationHint + "from 50 ms to 60 s.")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The longest time that a phone waits, over all attempts.
    /// <value>5 s by default, 50 ms to 90 s, not shorter than <see cref="AttemptTimeout"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:30", ErrorMessage = DurationHint + "from 50 ms to 90 s.")]
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest time that a request waits for a place at any node, if all nodes are at their limit. The limit is
    /// <c>MaxConcurrentRequests</c>, or the number of requests that the node accepted before it answered that it is busy (a page number of
    /// class <c>Busy</c>). Requests are served in the order of their arrival. The time counts from the key press. It is at most half of <see cref="TotalTimeout"/>,
    /// to leave time for the node's answer. It applies to requests that change something. No request waits if <c>Length</c> or <c>Time</c>
    /// of <c>PhoneServices:Queue</c> is 0.
    /// <value>0 by default, 0 to 60 s. With 0 a request waits only for one node, at most <c>PhoneServices:Queue:Time</c>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = DurationHint + "from 0 to 60 s.")]
    public TimeSpan QueueTime { get; init; }

    /// <summary>
    /// Status codes by which a node refuses a request before it executes it, separated by commas. After such a status even a login may go
    /// to the next node. The page with the status does not count, except a page with a number of Extension Mobility:
    /// "wrong PIN" is an answer. Empty for none.
    /// <value>503 by default: Tomcat's answer for an application that is stopped (Extension Mobility guide; RFC 9110, 15.6.4).</value>
    /// </summary>
    [RegularExpression(@"(\s*[45][0-9]{2}\s*(,\s*[45][0-9]{2}\s*)*)?", ErrorMessage = "Write status codes from 400 to 599 separated by commas, such as \"503\".")]
    public string RefusedStatuses { get; init; } = "503";

    /// <summary>
    /// The largest page, in bytes, that is held until it has arrived completely and is known to be good. A longer page streams to the
    /// phone. If the node fails during such a page, the gateway cannot replace it. Phones accept far less ("Data too large!").
    /// <value>262144 by default, 4096 to 16777216.</value>
    /// </summary>
    [Range(4096, 16 * 1024 * 1024, ErrorMessage = "Write a number of bytes from 4096 to 16777216.")]
    public int MaxHeldSize { get; init; } = 256 * 1024;

    /// <summary>When a late node is hedged by asking the next node too. Applies to <see cref="Replay.Always"/> only.</summary>
    public HedgingOptions Hedging { get; init; } = new();

    /// <summary>The effective limit of the wait. A login that is sent too late would be cut off while the node executes it.</summary>
    internal TimeSpan LongestWait => QueueTime < TotalTimeout / 2 ? QueueTime : TotalTimeout / 2;
}
