using System.Globalization;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>
/// Reads <c>Accept-Language</c> and <c>Accept-Charset</c> (RFC 9110, 12.4.2). Phones often send an empty range, as in <c>utf-8,;q=0.8</c>.
/// </summary>
internal static class QualityList
{
    /// <summary>Returns the acceptable values, the best first. Values of equal quality keep their order.</summary>
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
