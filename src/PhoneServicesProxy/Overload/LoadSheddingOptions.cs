using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Refuses new presses in overload with a page that says "busy": <c>PhoneServices:LoadShedding</c>. Presses under way then end in time.
/// Overload is detected by thread-pool queueing delay, measured a hundred times a second. If the processors are busy, presses wait there for a thread.
/// Each press waits about ten times. A reload applies changes.
/// </summary>
public sealed class LoadSheddingOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:LoadShedding";

    /// <summary>Refuses presses in overload. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The queueing delay that is too long if it lasts (CoDel's target, RFC 8289). While many presses are under way, or presses are refused, a
    /// fifth of it is already too long. New connections then wait, or are refused.
    /// <value>50 ms by default, 1 ms to 1 s, shorter than <see cref="Interval"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:00.050\", from 1 ms to 1 s.")]
    public TimeSpan TargetDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Presses are refused after new connections have waited for this time. They are also refused if every delay during this time was longer than
    /// <see cref="TargetDelay"/> (CoDel's interval). A burst, a garbage collection or a restart of the gateway is shorter. With more than 400 presses
    /// under way, or arrived since the last short delay, five long delays in a row are enough. Overload ends after five intervals with hardly any long delay.
    /// <value>1 s by default, 20 ms to 10 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:10", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:01\", from 20 ms to 10 s.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The largest number of presses under way at once, over all services. Further presses are refused. It bounds memory while all nodes are silent,
    /// because each press then lasts as long as its <c>TotalTimeout</c>.
    /// <value>10000 by default, 0 to 1000000; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number from 0 to 1000000; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; } = 10_000;
}
