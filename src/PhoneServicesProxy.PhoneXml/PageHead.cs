using System.Net;
using System.Text;
using System.Text.Unicode;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>The root and the title of a page, read from its beginning. The rest of the page may be missing.</summary>
/// <param name="Root">Its root element.</param>
/// <param name="Title">Its title; null if the beginning has none.</param>
internal readonly record struct PageHead(PhoneObject Root, string? Title)
{
    public static PageHead Of(ReadOnlySpan<byte> beginning)
    {
        if (Utf16.IsMarked(beginning))
            beginning = Utf16.ToUtf8(beginning[..^(beginning.Length % 2)]).AsSpan().TrimEnd((byte)0);

        var root = PhoneObject.None;
        StringBuilder? title = null;
        var scanner = new PhoneXmlScanner(beginning);
        while (scanner.Read())
        {
            if (scanner.Depth == 1 && scanner.Token is PhoneXmlToken.StartElement or PhoneXmlToken.EmptyElement)
                root = PhoneObjects.Find(scanner.Element);

            if (scanner.Depth != 2 || !scanner.Element.SequenceEqual("Title"u8))
                continue;

            if (scanner.Token == PhoneXmlToken.EndElement)
                return new(root, root == PhoneObject.None ? null : title?.ToString().Trim());

            if (scanner.Token is PhoneXmlToken.Text or PhoneXmlToken.CData)
                (title ??= new()).Append(Decode(scanner.Value.Of(beginning), hasReferences: scanner.Token == PhoneXmlToken.Text));
        }

        return new(root, null);
    }

    /// <summary>Old nodes write Latin-1, regardless of the declared encoding.</summary>
    private static string Decode(ReadOnlySpan<byte> text, bool hasReferences)
    {
        var characters = (Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1).GetString(text);
        return hasReferences ? WebUtility.HtmlDecode(characters) : characters;
    }
}
