namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Changes a page's URLs of nodes to the gateway's address, because the next key press must come here. Only scheme, host and port change,
/// and the sessions in paths. Every other byte stays as the node wrote it.
/// </summary>
/// <remarks>
/// It takes one pass over any page. A page without changes needs no memory (except for IPv6 addresses). Any other page needs one buffer of
/// its new length. Only UTF-16 is converted before and after.
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
