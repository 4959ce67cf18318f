namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Leads the URLs of a page that name a node to the gateway instead, so that the next key press comes here. Only their scheme,
/// host and port change, and the sessions in their paths; every other byte stays as the node wrote it.
/// </summary>
/// <remarks>
/// One pass over the page, whatever is in it. A page that needs no change costs no memory (IPv6 addresses aside), any other one
/// buffer of its new length. UTF-16 alone is converted to be read, and converted back.
/// </remarks>
internal static class PageRewriter
{
    public static RewrittenPage Rewrite(ReadOnlyMemory<byte> page, PageEdits edits)
    {
        if (!Utf16.IsMarked(page.Span))
            return RewriteAscii(page, edits);

        ReadOnlyMemory<byte> utf8 = Utf16.ToUtf8(page.Span);
        var rewritten = RewriteAscii(utf8, edits);
        return rewritten with { Page = rewritten.Page.Equals(utf8) ? page : Utf16.FromUtf8(rewritten.Page.Span, original: page.Span) };
    }

    private static RewrittenPage RewriteAscii(ReadOnlyMemory<byte> page, PageEdits edits)
    {
        var finder = new NodeUrlFinder(page.Span, edits);
        var counts = finder.Find();
        return new(counts.IllFormed == 0 && finder.Edits is { } found ? edits.Apply(found, page.Span) : page, counts);
    }
}
