using System.Globalization;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Certificates;

/// <summary>The time when a new certificate on disk comes into force: a fixed time, or a delay since it was first seen.</summary>
internal readonly partial record struct ActivationTime(DateTimeOffset? At, TimeSpan Delay)
{
    public const string Remedy =
        "Write a date and time with its offset from UTC, such as \"2026-12-06T03:00:00+01:00\" or \"2026-12-06T02:00:00Z\", or a duration from 0 to 366 days, such as \"7.00:00:00\".";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Null if the text is not valid; the default, which holds nothing back, if it is empty.</summary>
    public static ActivationTime? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return default(ActivationTime);
        }

        var trimmed = text.Trim();
        if (AbsoluteTime().IsMatch(trimmed))
        {
            return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new(at, default) : null;
        }

        return trimmed.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParseExact(trimmed, ["c", @"h\:mm"], CultureInfo.InvariantCulture, out var delay) && delay >= TimeSpan.Zero && delay <= Longest
            ? new(null, delay)
            : null;
    }

    /// <summary>The time when a certificate that was first seen at <paramref name="seen"/> comes into force.</summary>
    public DateTimeOffset Of(DateTimeOffset seen) => At ?? seen + Delay;

    // Without an offset, the machine's time zone would apply, which is often a different one in a container.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex AbsoluteTime();
}
