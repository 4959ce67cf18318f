using System.Buffers;
using System.Net;
using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// The only grammar of <c>host[:port]</c>, for pages that are read and pages that are written. It allows letters, digits, hyphens, dots
/// and underscores, or an IPv6 address in brackets. None of these has a meaning in XML, and none ends a header. So a valid value never
/// needs an escape.
/// </summary>
internal static class HostAndPort
{
    /// <summary>The length of the longest name in DNS (RFC 1035, 2.3.4), with the dot at its end.</summary>
    public const int MaxHostLength = 254;

    private const int MaxPort = 65535;

    private static readonly SearchValues<byte> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"u8);

    /// <summary>True for a whole <c>host</c> or <c>host:port</c>, as in a Host header.</summary>
    public static bool IsValid(string? text)
    {
        Span<byte> bytes = stackalloc byte[MaxHostLength + 6];
        if (text is null || text.Length > bytes.Length || !Ascii.IsValid(text))
            return false;

        Encoding.ASCII.GetBytes(text, bytes);
        var cursor = new UrlCursor(bytes[..text.Length], hasReferences: false);
        return ReadHost(ref cursor, stackalloc char[MaxHostLength]) > 0
            && ReadPort(ref cursor, defaultPort: 0) >= 0
            && cursor.Position == text.Length;
    }

    /// <summary>Reads a host, brackets included. Returns its length; 0 if there is no valid host.</summary>
    public static int ReadHost(ref UrlCursor cursor, scoped Span<char> host)
    {
        var isAddress = cursor.Current == '[';
        var length = isAddress ? 0 : cursor.Read(NameCharacters, host);
        while (isAddress ? IsInAddress(cursor.Current) : IsInName(cursor.Current))
        {
            if (length == host.Length)
                return 0;

            host[length++] = cursor.Current;
            cursor.MoveNext();
            if (host[length - 1] == ']')
                break;
        }

        return IsGood(host[..length]) ? length : 0;
    }

    /// <summary>
    /// Reads a colon and a port, if there are any: <c>http://host:/</c> is allowed (RFC 3986, 3.2.3). Returns -1 for an invalid port.
    /// </summary>
    public static int ReadPort(ref UrlCursor cursor, int defaultPort)
    {
        if (cursor.Current != ':')
            return defaultPort;

        cursor.MoveNext();
        var port = 0;
        var digits = cursor.Count;
        while (char.IsAsciiDigit(cursor.Current) && port <= MaxPort)
        {
            port = (port * 10) + (cursor.Current - '0');
            cursor.MoveNext();
        }

        if (cursor.Count == digits)
            return defaultPort;

        return port is > 0 and <= MaxPort ? port : -1;
    }

    private static bool IsGood(ReadOnlySpan<char> host)
    {
        if (host.IsEmpty || host[0] is '.' or '-')
            return false;

        return host[0] != '[' || (host[^1] == ']' && IPAddress.TryParse(host[1..^1], out _));
    }

    private static bool IsInName(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_';

    private static bool IsInAddress(char character) => char.IsAsciiHexDigit(character) || character is '[' or ':' or '.' or ']';
}
