using System.Globalization;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Times as one says them.</summary>
internal static class Words
{
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
