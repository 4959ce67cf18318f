using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Tells whether the body of a node's answer is a whole page for a phone. It runs at every key press. A good page that is not UTF-16 costs
/// one pass over its bytes and no allocation.
/// </summary>
internal static class PhonePageCheck
{
    private static readonly string[] HtmlRoots = ["html", "head", "body", "title", "h1", "center"];

    /// <summary>
    /// Judges <paramref name="body"/> by its content, not by a declared XML or HTML type. Servers declare phone pages as text/xml,
    /// application/xml, text/html, or not at all.
    /// </summary>
    public static PhonePage Check(ReadOnlySpan<byte> body, ReadOnlySpan<char> contentType)
    {
        if (Utf16.IsMarked(body))
            body = Utf16.ToUtf8(body);

        if (IsEmpty(body))
            return new(PhonePageKind.Empty);

        var type = MediaType(contentType);
        if (type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
            return new(IsHtml(body) ? PhonePageKind.Html : PhonePageKind.OtherMedia);

        var page = CheckContent(body);
        return page.Kind switch
        {
            PhonePageKind.Phone when IsPlainText(type) => new(PhonePageKind.OtherMedia),
            PhonePageKind.NotXml when MayBeText(type) && PlainText.Is(body) => new(PhonePageKind.PlainText),
            _ => page,
        };
    }

    private static bool IsEmpty(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? PhoneXmlSyntax.ByteOrderMark.Length : 0;
        return PhoneXmlSyntax.SkipBlanks(body, start) == body.Length;
    }

    private static ReadOnlySpan<char> MediaType(ReadOnlySpan<char> contentType)
    {
        var semicolon = contentType.IndexOf(';');
        return (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
    }

    private static bool IsPlainText(ReadOnlySpan<char> type) => type.Equals("text/plain", StringComparison.OrdinalIgnoreCase);

    /// <summary>A phone shows text/html as text (XSI 9.1). It parses everything that is declared as XML.</summary>
    private static bool MayBeText(ReadOnlySpan<char> type) =>
        type.IsEmpty || IsPlainText(type) || type.Equals("text/html", StringComparison.OrdinalIgnoreCase);

    private static PhonePage CheckContent(ReadOnlySpan<byte> body)
    {
        var scanner = new PhoneXmlScanner(body);
        var root = PhoneObject.None;
        while (scanner.Read())
        {
            var startsRoot = scanner.Depth == 1
                && scanner.Token is PhoneXmlToken.StartElement or PhoneXmlToken.EmptyElement;
            if (startsRoot)
                root = PhoneObjects.Find(scanner.Element);
        }

        return scanner.Token == PhoneXmlToken.End && root != PhoneObject.None
            ? new(PhonePageKind.Phone, root)
            : Explain(body, isWellFormed: scanner.Token == PhoneXmlToken.End);
    }

    private static PhonePage Explain(ReadOnlySpan<byte> body, bool isWellFormed)
    {
        if (!RootName.TryFind(body, out var root))
            return new(PhonePageKind.NotXml);

        if (IsHtmlRoot(root))
            return new(PhonePageKind.Html);

        if (isWellFormed)
            return new(PhonePageKind.UnknownRoot);

        // Both directions are checked, because a page can be cut after the name or within it.
        return root.StartsWith("CiscoIP"u8) || "CiscoIP"u8.StartsWith(root)
            ? new(PhonePageKind.NotWellFormed, PhoneObjects.Find(root))
            : new(PhonePageKind.NotXml);
    }

    private static bool IsHtml(ReadOnlySpan<byte> body) => RootName.TryFind(body, out var root) && IsHtmlRoot(root);

    private static bool IsHtmlRoot(ReadOnlySpan<byte> root)
    {
        foreach (var html in HtmlRoots)
        {
            if (Ascii.EqualsIgnoreCase(root, html))
                return true;
        }

        return false;
    }
}
