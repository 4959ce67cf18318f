using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// The queue for a node that runs <c>MaxConcurrentRequests</c> requests: <c>PhoneServices:Queue</c>. Each node has its own queue, first in,
/// first out. If the queue is full, or the wait is over, the request goes to the next node. Nothing of it was sent, so this is safe even
/// for a login. Requests of a failover policy with a <c>QueueTime</c> wait longer, for the first place at any node. A reload applies changes.
/// </summary>
public sealed class QueueOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Queue";

    /// <summary>
    /// The largest number of requests that may wait for one node. With 0 no request waits.
    /// <value>20 by default, 0 to 10000.</value>
    /// </summary>
    [Range(0, 10000, ErrorMessage = "Write a number from 0 to 10000; with 0 no request waits.")]
    public int Length { get; init; } = 20;

    /// <summary>
    /// The longest time that a request waits for one node. The node's <c>AttemptTimeout</c> begins after it. With 0 no request waits.
    /// <value>0.5 s by default, 0 to 30 s, shorter than <c>TotalTimeout</c> of each failover policy.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:00.500\", from 0 to 30 s.")]
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>True if requests wait at all.</summary>
    internal bool Waits => Length > 0 && Time > TimeSpan.Zero;
}
