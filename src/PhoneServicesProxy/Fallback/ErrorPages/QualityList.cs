using System.Globalization;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>
/// Reads <c>Accept-Language</c> and <c>Accept-Charset</c> (RFC 9110, 12.4.2) as phones send them: <c>utf-8,;q=0.8</c>, with an empty
/// range, is a normal value of theirs.
/// </summary>
internal static class QualityList
{
    /// <summary>What is acceptable, the best first; those of equal quality in the order in which they are written.</summary>
    public static IEnumerable<string> Parse(string header) =>
        header.Split(',')
            .Select(range => range.Split(';', StringSplitOptions.TrimEntries))
            .Select(parts => (Value: parts[0], Quality: Quality(parts.AsSpan(1))))
            .Where(range => range.Value.Length > 0 && range.Quality > 0)
            .OrderByDescending(range => range.Quality)
            .Select(range => range.Value);

    private static double Quality(ReadOnlySpan<string> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(parameter.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality))
            {
                return quality;
            }
        }

        return 1;
    }
}
