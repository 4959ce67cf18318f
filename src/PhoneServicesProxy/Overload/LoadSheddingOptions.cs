using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// When a new press is refused with a page that says "busy", to finish those under way in time: <c>PhoneServices:LoadShedding</c>.
/// Overload is detected by thread-pool queueing delay, measured a hundred times a second. Presses queue there if the processors are busy. A press
/// waits about ten times for a thread. A reload applies changes.
/// </summary>
public sealed class LoadSheddingOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:LoadShedding";

    /// <summary>Refuses presses in overload. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The queueing delay that is too long if it lasts (CoDel's target, RFC 8289). While many presses are under way, or presses are refused, a
    /// fifth of it is too long: then new connections wait, or are refused.
    /// <value>50 ms by default, 1 ms to 1 s, shorter than <see cref="Interval"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:00.050\", from 1 ms to 1 s.")]
    public TimeSpan TargetDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long new connections may wait, or every delay be longer than <see cref="TargetDelay"/>, before presses are refused (CoDel's
    /// interval). A burst, a garbage collection or a restart of the gateway is shorter. With more than 400 presses under way, or waiting since
    /// the last pause, five long delays in a row are enough. Overload ends if hardly any press was refused for five intervals.
    /// <value>1 s by default, 20 ms to 10 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:10", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:01\", from 20 ms to 10 s.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The number of presses under way at once, all services together. One more is refused. It bounds memory while all nodes are silent,
    /// because each press then lasts as long as its <c>TotalTimeout</c>.
    /// <value>10000 by default, 0 to 1000000; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number from 0 to 1000000; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; } = 10_000;
}
