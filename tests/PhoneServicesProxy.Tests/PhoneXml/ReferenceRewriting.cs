namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>The rule of rewriting once more, as plainly as it can be said, on a URL as a parser gives it.</summary>
internal static class ReferenceRewriting
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

    public static string Rewrite(string value)
    {
        var length = AuthorityLength(value, out var isHttps);
        if (length == 0)
            return value;

        var blanks = value.Length - value.TrimStart(Blanks).Length;
        var rewritten = (isHttps ? Rewriting.Https : Rewriting.Http) + value[(blanks + length)..];
        return rewritten.TrimEnd(Blanks).EnumerateRunes().Count() > 256 ? value : value[..blanks] + rewritten;
    }

    /// <summary>The length of scheme, host and port behind the blanks, where they are a node's; else 0.</summary>
    public static int AuthorityLength(string value, out bool isHttps)
    {
        var url = value.TrimStart(Blanks);
        isHttps = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isHttps && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return 0;

        var start = isHttps ? 8 : 7;
        var end = url.IndexOfAny(Ends, start);
        end = end < 0 ? url.Length : end;
        return IsNode(url[start..end], isHttps) ? end : 0;
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
}
