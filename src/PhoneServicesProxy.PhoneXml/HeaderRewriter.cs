using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>Rewrites a header with a URL as <see cref="PageRewriter"/> rewrites a page.</summary>
internal static class HeaderRewriter
{
    /// <summary>
    /// Rewrites the value of <c>Location</c> or <c>Content-Location</c>, which is a URL (RFC 9110, 10.2.2 and 8.7). It is the same string if
    /// nothing must change. A relative URL leads to the phone's own origin, so only the session in its path changes.
    /// </summary>
    public static string RewriteLocation(string value, PageEdits edits, ref RewriteCounts counts) =>
        Rewrite(value, start: 0, value.Length, edits, ref counts);

    /// <summary>
    /// Rewrites the URL of <c>Refresh: N; url=URL</c>. It is the same string if nothing must change. Blanks, case and quotes are as free as in
    /// browsers, and <c>url=</c> may be missing.
    /// </summary>
    public static string RewriteRefresh(string value, PageEdits edits, ref RewriteCounts counts)
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

        return Rewrite(value, start, end, edits, ref counts);
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

    private static string Rewrite(string value, int start, int end, PageEdits edits, ref RewriteCounts counts)
    {
        // Latin-1 has one byte for each character, so offsets are the same in both. Characters outside ASCII are in no host.
        var bytes = Encoding.Latin1.GetBytes(value, start, end - start);
        var finder = new NodeUrlFinder(bytes, edits);
        counts += finder.FindOne();
        if (finder.Edits is not { } found)
            return value;

        return string.Concat(value.AsSpan(0, start), Encoding.Latin1.GetString(edits.Apply(found, bytes).Span), value.AsSpan(end));
    }
}
