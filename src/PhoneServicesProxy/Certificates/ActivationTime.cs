using System.Globalization;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Certificates;

/// <summary>When a new certificate on disk comes into force: at a moment, or so long after it was first seen.</summary>
internal readonly partial record struct ActivationTime(DateTimeOffset? At, TimeSpan Delay)
{
    public const string Remedy =
        "Write a moment with its offset from UTC, such as \"2026-12-06T03:00:00+01:00\" or \"2026-12-06T02:00:00Z\", or a duration from 0 to 366 days, such as \"7.00:00:00\".";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Null if the text is none; the default holds nothing back.</summary>
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

    /// <summary>When a certificate that was first seen at this time comes into force.</summary>
    public DateTimeOffset Of(DateTimeOffset seen) => At ?? seen + Delay;

    // Without an offset, the machine's own zone would decide, which is another one in a container.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex AbsoluteTime();
}
