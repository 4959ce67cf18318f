using System.Globalization;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Times and states as one says them.</summary>
internal static class Words
{
    /// <summary>What a node is; null for one that the configuration does not name, after "the configuration says".</summary>
    public static string Of(NodeState? state) => state switch
    {
        NodeState.Active => "active",
        NodeState.Drain => "drained",
        NodeState.Maintenance => "in maintenance",
        _ => "nothing of it",
    };

    /// <summary>Such as 0.3 s, 12 s, 5 min, 3 h 20 min, 4 d 2 h.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.#} s"),
        { TotalMinutes: < 2 } => $"{(int)time.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)time.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)time.TotalHours} h {time.Minutes} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };
}
