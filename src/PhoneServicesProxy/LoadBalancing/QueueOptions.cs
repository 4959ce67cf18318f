using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// How requests wait for a node that has <c>MaxConcurrentRequests</c> and works on that many: <c>PhoneServices:Queue</c>. Each
/// node has a queue of its own, first in, first out. A request for which the queue is full, or whose wait is over, goes to the
/// next node; nothing of it was sent, so that holds for a login, too.
/// </summary>
public sealed class QueueOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Queue";

    /// <summary>
    /// How many requests may wait for one node. 0 has none wait.
    /// <value>20 by default, 0 to 10000.</value>
    /// </summary>
    [Range(0, 10000, ErrorMessage = "Write a number from 0 to 10000; 0 has no request wait.")]
    public int Length { get; init; } = 20;

    /// <summary>
    /// How long a request waits for one node; the node's <c>AttemptTimeout</c> begins after it. 0 has none wait.
    /// <value>0.5 s by default, 0 to 30 s, shorter than <c>TotalTimeout</c> of each failover policy.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:00.500\", from 0 to 30 s.")]
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(500);
}
