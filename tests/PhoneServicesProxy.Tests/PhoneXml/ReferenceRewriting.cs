using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>The rule of rewriting once more, as plainly as it can be said, on a URL as a parser gives it.</summary>
internal static partial class ReferenceRewriting
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];
    private static readonly char[] Ends = ['/', '?', '#', .. Blanks];

    /// <summary>The nodes of <see cref="Rewriting.Nodes"/> that the tests name.</summary>
    private static readonly string[] Nodes =
    [
        .. from host in new[] { "10.1.1.1", "10.1.1.2", "ccm-sub1", "ccm-sub1.example.com", "[2001:db8::1]" }
           from port in new[] { 80, 443, 8080, 8443 }
           select $"{host}:{port}",
        "10.1.1.3:18080", "10.9.9.9:8000",
    ];

    /// <param name="value">The whole of an attribute or element.</param>
    /// <param name="place">Where it stands; an attribute may hold several URIs, but a web address in <c>@URL</c> has its own semicolons.</param>
    public static string Rewrite(string value, string place = "")
    {
        var isAttribute = place.Contains("/@", StringComparison.Ordinal);
        var isFocus = place.Contains("/@onApp", StringComparison.Ordinal);
        string[] uris = isAttribute ? value.Split(';') : [value];
        for (var i = 0; i < uris.Length; i++)
        {
            var (start, length, address) = AuthorityOf(uris[i]);
            string[] rewritten = [.. uris];
            rewritten[i] = uris[i][..start] + address + uris[i][(start + length)..];
            if (length > 0 && string.Join(';', rewritten).Trim(Blanks).EnumerateRunes().Count() <= 256)
                uris = rewritten;

            if (!isFocus && !Other().IsMatch(uris[i]))
                break;
        }

        return string.Join(';', uris);
    }

    /// <summary>The node's part of a URI, and what takes its place; of no length where it is none's.</summary>
    public static (int Start, int Length, string Address) AuthorityOf(string value)
    {
        var blanks = value.Length - value.TrimStart(Blanks).Length;
        var url = value[blanks..];
        if (Notify().Match(url) is { Success: true } notify)
        {
            var address = notify.Groups["address"];
            var isSecure = notify.Groups["s"].Length > 0;
            return IsNode(address.Value, isSecure) ? (blanks + address.Index, address.Length, isSecure ? "phones.example.com:8443" : "phones:8080") : default;
        }

        var isHttps = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isHttps && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return default;

        var start = isHttps ? 8 : 7;
        var end = url.IndexOfAny(Ends, start);
        end = end < 0 ? url.Length : end;
        return IsNode(url[start..end], isHttps) ? (blanks, end, isHttps ? Rewriting.Https : Rewriting.Http) : default;
    }

    private static bool IsNode(string authority, bool isHttps)
    {
        var colon = authority.LastIndexOf(':');
        if (colon <= authority.LastIndexOf(']'))
            colon = authority.Length;

        var host = authority[..colon];
        if (host.EndsWith('.') && !host.EndsWith("..", StringComparison.Ordinal))
            host = host[..^1];

        var port = authority.Length > colon + 1 ? authority[(colon + 1)..].TrimStart('0') : isHttps ? "443" : "80";
        return Nodes.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^notify:http(?<s>s?):(?<address>(\[[^\]]*\]|[^:\[\]]*):\d+)(?=[:; \t\r\n]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Notify();

    /// <summary>A scheme that is not the web's.</summary>
    [GeneratedRegex(@"^\s*(?!https?://)[^:/;?#\s]*(:|\s|\z|\?|#)", RegexOptions.IgnoreCase)]
    private static partial Regex Other();
}
