using System.Globalization;

namespace PhoneServicesProxy.Wording;

/// <summary>Formats durations.</summary>
internal static class TimeText
{
    /// <summary>The format of a file, such as 00:00:00.3.</summary>
    public static string InFile(TimeSpan time) => time.ToString("c") is var text && text.Contains('.', StringComparison.Ordinal) && time.Milliseconds > 0 ? text.TrimEnd('0') : text;

    /// <summary>The format for people: 0.3 s, 12 s, 5 min, 3 h 20 min, 4 d 2 h.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.#} s"),
        { TotalMinutes: < 2 } => $"{(int)time.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)time.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)time.TotalHours} h {time.Minutes} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };
}
