using System.Globalization;

namespace PhoneServicesProxy.Health;

/// <summary>A list of HTTP status codes and ranges of them, written <c>200-299,401</c>.</summary>
internal sealed class StatusRanges
{
    private readonly (int First, int Last)[] _ranges;

    private StatusRanges((int First, int Last)[] ranges) => _ranges = ranges;

    public static StatusRanges? TryParse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var ranges = new (int First, int Last)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var ends = parts[i].Split('-', 2, StringSplitOptions.TrimEntries);
            if (!IsStatus(ends[0], out var first) || !IsStatus(ends[^1], out var last) || last < first)
            {
                return null;
            }

            ranges[i] = (first, last);
        }

        return new StatusRanges(ranges);
    }

    public bool Contains(int status) => Array.Exists(_ranges, range => range.First <= status && status <= range.Last);

    private static bool IsStatus(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
