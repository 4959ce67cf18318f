using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Sessions;

/// <summary>Writes a node's mark into the session cookies that it sets.</summary>
internal static class SetCookieMark
{
    /// <summary>The largest cookie that a phone keeps, in bytes (XSI 9.1).</summary>
    public const int MaxCookie = 255;

    /// <summary>
    /// The value of <c>Set-Cookie</c> with the mark after the session's id. The string is unchanged if it sets no session, deletes one, or
    /// has no room for a mark.
    /// </summary>
    public static string AddTo(string setCookie, string mark, DateTimeOffset now)
    {
        var pair = PairOf(setCookie);
        if (!SessionCookie.TryGetId(pair, out var id) || pair.Trim().Length + mark.Length > MaxCookie || Deletes(setCookie.AsSpan(pair.Length), now))
        {
            return setCookie;
        }

        pair.Overlaps(id, out var start);
        return setCookie.Insert(start + id.Length, mark);
    }

    /// <summary>True for a cookie that sets or deletes a session.</summary>
    public static bool IsSession(string setCookie) => SessionCookie.Is(PairOf(setCookie));

    private static ReadOnlySpan<char> PairOf(string setCookie) =>
        setCookie.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? setCookie.AsSpan(0, end) : setCookie;

    private static bool Deletes(ReadOnlySpan<char> attributes, DateTimeOffset now)
    {
        var deletes = false;
        foreach (var range in attributes.Split(';'))
        {
            var attribute = attributes[range];
            if (attribute.IndexOf('=') is not (>= 0 and var equals))
            {
                continue;
            }

            var name = attribute[..equals].Trim();
            var value = attribute[(equals + 1)..].Trim().Trim('"');

            // Max-Age counts before Expires (RFC 6265, 5.3).
            if (name.Equals("Max-Age", StringComparison.OrdinalIgnoreCase) && long.TryParse(value, CultureInfo.InvariantCulture, out var seconds))
            {
                return seconds <= 0;
            }

            deletes |= name.Equals("Expires", StringComparison.OrdinalIgnoreCase)
                && HeaderUtilities.TryParseDate(value.ToString(), out var expires) && expires <= now;
        }

        return deletes;
    }
}
