using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Leads the URLs of a page that name a node to the gateway instead, so that the next key press comes here. Only their scheme,
/// host and port change; every other byte stays as the node wrote it.
/// </summary>
/// <remarks>
/// One pass over the page, whatever is in it. A page that needs no change costs no memory (IPv6 addresses aside), any other one
/// buffer of its new length. UTF-16 alone is converted to be read, and converted back.
/// </remarks>
internal static class PageRewriter
{
    public static RewrittenPage Rewrite(ReadOnlyMemory<byte> page, KnownNodes nodes, GatewayAddress gateway)
    {
        if (!Utf16.IsMarked(page.Span))
            return RewriteAscii(page, nodes, gateway);

        var rewritten = RewriteAscii(Utf16.ToUtf8(page.Span), nodes, gateway);
        return rewritten with
        {
            Page = rewritten.Counts.Rewritten > 0 ? Utf16.FromUtf8(rewritten.Page.Span, original: page.Span) : page,
        };
    }

    private static RewrittenPage RewriteAscii(ReadOnlyMemory<byte> page, KnownNodes nodes, GatewayAddress gateway)
    {
        var finder = new NodeUrlFinder(page.Span, nodes, gateway);
        var counts = finder.Find();
        return new(counts.Rewritten > 0 ? Apply(finder.Edits!, page.Span, gateway) : page, counts);
    }

    private static byte[] Apply(List<UrlEdit> edits, ReadOnlySpan<byte> page, GatewayAddress gateway)
    {
        var length = page.Length;
        foreach (var edit in edits)
        {
            length += gateway.For(edit.IsHttps).Length - edit.Range.Length;
        }

        var result = GC.AllocateUninitializedArray<byte>(length);
        var rest = result.AsSpan();
        var copied = 0;
        foreach (var edit in edits)
        {
            rest = Append(rest, page[copied..edit.Range.Start]);
            rest = rest[Encoding.ASCII.GetBytes(gateway.For(edit.IsHttps), rest)..];
            copied = edit.Range.End;
        }

        Append(rest, page[copied..]);
        return result;
    }

    private static Span<byte> Append(Span<byte> target, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target);
        return target[bytes.Length..];
    }
}
