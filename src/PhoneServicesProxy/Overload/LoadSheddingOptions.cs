using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// When a new key press is turned away at once, with a page that says "busy", so that those in flight are finished in time:
/// <c>PhoneServices:LoadShedding</c>. What is measured is how long work waits for a thread, every hundredth of a second, because that is where
/// presses queue when there are more than the processors can serve. A press waits about ten times for a thread on its way.
/// </summary>
public sealed class LoadSheddingOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:LoadShedding";

    /// <summary>Whether presses are turned away at all. <value>true by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The wait for a thread that is too long, where it lasts (CoDel's target, RFC 8289). While many presses are in flight, or presses are turned
    /// away, a fifth of it is: then new connections wait, or are turned away.
    /// <value>50 ms by default, 1 ms to 1 s, shorter than <see cref="Interval"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:00.050\", from 1 ms to 1 s.")]
    public TimeSpan TargetDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// For how long new connections may be kept waiting, or every wait be longer than <see cref="TargetDelay"/>, before presses are turned away
    /// (CoDel's interval): a burst, a collection of garbage, or what waited while the gateway was started anew, is over before. Where more
    /// than 400 presses are in flight, or have come since nothing waited, five long waits in a row are enough. It is over when for five
    /// intervals hardly any press was turned away.
    /// <value>1 s by default, 20 ms to 10 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:10", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:01\", from 20 ms to 10 s.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Presses in flight at once, all services together; one more is turned away. It bounds memory while all nodes are silent, when each press
    /// lasts as long as its <c>TotalTimeout</c>.
    /// <value>10000 by default; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number from 0 to 1000000; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; } = 10_000;
}
