using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Tells whether the body of a node's answer is a whole page for a phone. It runs at every key press: a good page that
/// is not UTF-16 costs one pass over its bytes and no allocation.
/// </summary>
internal static class PhonePageCheck
{
    private static readonly string[] HtmlRoots = ["html", "head", "body", "title", "h1", "center"];

    /// <summary>
    /// Judges <paramref name="body"/> by what it holds, whatever XML or HTML type is declared: servers declare phone
    /// pages as text/xml, application/xml, text/html or not at all.
    /// </summary>
    public static PhonePage Check(ReadOnlySpan<byte> body, ReadOnlySpan<char> contentType)
    {
        if (Utf16.IsMarked(body))
            body = Utf16.ToUtf8(body);

        if (IsEmpty(body))
            return new(PhonePageKind.Empty);

        return IsOtherMedia(contentType) ? new(PhonePageKind.OtherMedia) : CheckContent(body);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? PhoneXmlSyntax.ByteOrderMark.Length : 0;
        return PhoneXmlSyntax.SkipBlanks(body, start) == body.Length;
    }

    private static bool IsOtherMedia(ReadOnlySpan<char> contentType)
    {
        var semicolon = contentType.IndexOf(';');
        var type = (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
        return type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
    }

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

        foreach (var html in HtmlRoots)
        {
            if (Ascii.EqualsIgnoreCase(root, html))
                return new(PhonePageKind.Html);
        }

        if (isWellFormed)
            return new(PhonePageKind.UnknownRoot);

        // Either way round: a page can be cut in the middle of the name, or before it.
        return root.StartsWith("CiscoIP"u8) || "CiscoIP"u8.StartsWith(root)
            ? new(PhonePageKind.NotWellFormed, PhoneObjects.Find(root))
            : new(PhonePageKind.NotXml);
    }
}
