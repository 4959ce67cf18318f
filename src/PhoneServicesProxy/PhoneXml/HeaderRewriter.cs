using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>Does to a header with a URL what <see cref="PageRewriter"/> does to a page.</summary>
internal static class HeaderRewriter
{
    /// <summary>
    /// Rewrites the value of <c>Location</c> or <c>Content-Location</c>, which is a URL (RFC 9110, 10.2.2 and 8.7); the same
    /// string where nothing has to change. One that is relative stays: it leads to where the phone came from.
    /// </summary>
    public static string RewriteLocation(string value, KnownNodes nodes, GatewayAddress gateway, ref RewriteCounts counts) =>
        Rewrite(value, start: 0, value.Length, nodes, gateway, ref counts);

    /// <summary>
    /// Rewrites the URL of <c>Refresh: N; url=URL</c>; the same string where nothing has to change. Blanks, case and quotes
    /// are as free as browsers have made them; <c>url=</c> may be missing.
    /// </summary>
    public static string RewriteRefresh(string value, KnownNodes nodes, GatewayAddress gateway, ref RewriteCounts counts)
    {
        var start = value.AsSpan().IndexOfAny(';', ',') + 1;
        start = SkipUrlKey(value, SkipBlanks(value, start));
        var end = value.Length;
        if (start < end && value[start] is '"' or '\'')
        {
            var quote = value.IndexOf(value[start], start + 1);
            end = quote < 0 ? end : quote;
            start++;
        }

        return Rewrite(value, start, end, nodes, gateway, ref counts);
    }

    private static int SkipBlanks(string value, int position)
    {
        while (position < value.Length && value[position] is ' ' or '\t')
        {
            position++;
        }

        return position;
    }

    private static int SkipUrlKey(string value, int position)
    {
        if (!value.AsSpan(position).StartsWith("url", StringComparison.OrdinalIgnoreCase))
            return position;

        var equals = SkipBlanks(value, position + 3);
        return equals < value.Length && value[equals] == '=' ? SkipBlanks(value, equals + 1) : position;
    }

    private static string Rewrite(
        string value, int start, int end, KnownNodes nodes, GatewayAddress gateway, ref RewriteCounts counts)
    {
        // One byte for each character, so that offsets are the same in both. What is outside ASCII is in no host.
        var bytes = Encoding.Latin1.GetBytes(value, start, end - start);
        if (!NodeUrl.TryFind(bytes, hasReferences: false, nodes, out var url))
            return value;

        var address = gateway.For(url.IsHttps);
        var authority = url.Authority;
        if (Ascii.Equals(authority.Of(bytes), address))
            return value;

        var length = new UrlLength(address.Length);
        length.Add(bytes.AsSpan(authority.End), hasReferences: false);
        if (length.Characters > NodeUrl.MaxLength)
        {
            counts += new RewriteCounts(TooLong: 1);
            return value;
        }

        counts += new RewriteCounts(Rewritten: 1);
        return string.Concat(value.AsSpan(0, start + authority.Start), address, value.AsSpan(start + authority.End));
    }
}
