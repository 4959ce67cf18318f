using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>Finds the place and kind of the fault in an ill-formed page. It reads a faulty page a second time, so good pages cost nothing.</summary>
internal static class PageFaultFinder
{
    /// <summary>The length of the longest name that is shown. Phones know no longer one.</summary>
    private const int MaxName = 40;

    /// <summary>The first fault of a page; null if the page is well-formed.</summary>
    public static PageFault? Find(ReadOnlySpan<byte> body)
    {
        if (Utf16.IsMarked(body))
            body = Utf16.ToUtf8(body);

        var scanner = new PhoneXmlScanner(body);
        var rootSeen = false;
        var start = 0;
        while (scanner.Read())
        {
            rootSeen |= scanner.Token is PhoneXmlToken.StartElement or PhoneXmlToken.EmptyElement;
            start = scanner.Position;
        }

        if (scanner.Token == PhoneXmlToken.End)
            return null;

        var (position, what) = Explain(body, scanner, StartOf(body, scanner, start), rootSeen);
        var (line, column) = PlaceOf(body, position);
        return new(line, column, what, EndsWithRoot(body));
    }

    /// <summary>The start of the fault: a token, or a byte that no page may contain.</summary>
    private static int StartOf(ReadOnlySpan<byte> body, scoped in PhoneXmlScanner scanner, int start)
    {
        if (scanner.Position < body.Length && PhoneXmlSyntax.Forbidden.Contains(body[scanner.Position]))
            return scanner.Position;

        start = start == 0 && body.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? PhoneXmlSyntax.ByteOrderMark.Length : start;
        return scanner.Depth == 0 ? PhoneXmlSyntax.SkipBlanks(body, start) : start;
    }

    private static bool EndsWithRoot(ReadOnlySpan<byte> body)
    {
        if (!RootName.TryFind(body, out var root) || root.IsEmpty)
            return false;

        body = body.TrimEnd(PhoneXmlSyntax.Blanks);
        if (body.IsEmpty || body[^1] != '>')
            return false;

        body = body[..^1].TrimEnd(PhoneXmlSyntax.Blanks);
        return body.EndsWith(root) && body[..^root.Length].EndsWith("</"u8);
    }

    private static (int Position, string What) Explain(ReadOnlySpan<byte> body, scoped in PhoneXmlScanner scanner, int position, bool rootSeen)
    {
        var rest = body[position..];
        var within = scanner.Depth == 0 ? "" : $" in {Tag(scanner.Element)}";
        if (rest.IsEmpty)
            return (position, scanner.Depth == 0 ? "the page ends before its first element" : $"the page ends{within}");

        if (PhoneXmlSyntax.Forbidden.Contains(rest[0]))
            return (position, "a control character");

        if (rest[0] != '<')
            return scanner.Depth == 0 ? (position, rootSeen ? "text after the last element" : "text before the first element") : InText(body, position, within);

        return (rest.Length > 1 ? rest[1] : (byte)0) switch
        {
            (byte)'/' => scanner.Depth == 0 ? (position, "an end tag where nothing is open") : InEndTag(body, position, scanner.Element),
            (byte)'!' => (position, OfDeclaration(rest, within)),
            (byte)'?' => (position, rest.StartsWith("<?xml"u8) ? "an XML declaration that is wrong or not the first" : $"an instruction that is wrong{within}"),
            _ => InStartTag(body, position, scanner.Depth, rootSeen, within),
        };
    }

    private static (int Position, string What) InText(ReadOnlySpan<byte> body, int position, string within)
    {
        while (true)
        {
            var next = body[position..].IndexOfAny((byte)'<', (byte)'&', (byte)']');
            if (next < 0)
                return (body.Length, $"the page ends{within}");

            position += next;
            var rest = body[position..];
            var length = rest[0] == '&' ? PhoneXmlReference.Length(rest) : 1;
            if (length == 0)
                return (position, $"{Ampersand(rest)}{within}");

            if (rest.StartsWith("]]>"u8))
                return (position, $"]]> in a text{within}");

            position += length;
        }
    }

    /// <summary>A reference that phones do not know, such as <c>&amp;nbsp;</c>, is a different mistake from an ampersand that was not escaped.</summary>
    private static string Ampersand(ReadOnlySpan<byte> rest)
    {
        var name = 1 + (rest.Length > 1 && rest[1] == '#' ? 1 : 0);
        while (name < rest.Length && char.IsAsciiLetterOrDigit((char)rest[name]))
            name++;

        return name > 1 && name < rest.Length && rest[name] == ';' ? "a reference that phones do not know" : "bare &";
    }

    private static (int Position, string What) InEndTag(ReadOnlySpan<byte> body, int position, ReadOnlySpan<byte> element)
    {
        var name = body.Slice(position + 2, PhoneXmlSyntax.NameLength(body, position + 2));
        if (position + 2 + name.Length >= body.Length)
            return (body.Length, $"the page ends in an end tag of {Tag(element)}");

        return name.SequenceEqual(element)
            ? (position, $"the end tag of {Tag(element)} is not closed")
            : (position, $"the end tag of {Tag(name)} where {Tag(element)} is open");
    }

    private static string OfDeclaration(ReadOnlySpan<byte> rest, string within)
    {
        if (rest.StartsWith("<!--"u8))
            return rest[4..].IndexOf("--"u8) < 0 ? $"a comment that has no end{within}" : $"-- in a comment{within}";

        if (rest.StartsWith("<![CDATA["u8))
            return rest.IndexOf("]]>"u8) < 0 ? $"a CDATA section that has no end{within}" : "a CDATA section outside of the page's element";

        return rest.StartsWith("<!DOCTYPE"u8) ? "a DOCTYPE, which phones do not know" : $"bare <{within}";
    }

    private static (int Position, string What) InStartTag(ReadOnlySpan<byte> body, int position, int depth, bool rootSeen, string within)
    {
        var name = new ByteRange(position + 1, PhoneXmlSyntax.NameLength(body, position + 1));
        if (name.End >= body.Length)
            return (body.Length, $"the page ends in a tag{within}");

        if (name.Length == 0)
            return (position, $"bare <{within}");

        if (depth == PhoneXmlScanner.MaxDepth)
            return (position, $"more than {PhoneXmlScanner.MaxDepth} elements inside each other");

        if (depth == 0 && rootSeen)
            return (position, "an element after the last one");

        return InAttributes(body, name);
    }

    private static (int Position, string What) InAttributes(ReadOnlySpan<byte> body, ByteRange element)
    {
        var tag = Tag(element.Of(body));
        var attributes = new PhoneXmlAttributes(body, element.End);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (attributes.MoveNext())
        {
            var name = attributes.Current.Name;
            if (seen.Count == PhoneXmlScanner.MaxAttributes)
                return (name.Start, $"more than {PhoneXmlScanner.MaxAttributes} attributes of {tag}");

            if (!seen.Add(Encoding.Latin1.GetString(name.Of(body))))
                return (name.Start, $"an attribute of {tag} appears twice");
        }

        return InAttribute(body, attributes.Position, tag);
    }

    private static (int Position, string What) InAttribute(ReadOnlySpan<byte> body, int position, string tag)
    {
        var rest = body[position..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\'', (byte)'>');
        var quoted = end >= 0 && rest[end] != '>' && rest[..end].Contains((byte)'=');
        if (end >= 0 && !quoted)
            return (position, $"the tag of {tag} is not well-formed");

        for (var i = quoted ? end + 1 : rest.Length; i < rest.Length && rest[i] != rest[end]; i++)
        {
            if (rest[i] == '<' || (rest[i] == '&' && PhoneXmlReference.Length(rest[i..]) == 0))
                return (position + i, $"{(rest[i] == '<' ? "bare <" : Ampersand(rest[i..]))} in an attribute of {tag}");
        }

        return quoted && rest[(end + 1)..].Contains(rest[end])
            ? (position, $"the tag of {tag} is not well-formed")
            : (body.Length, $"the page ends in the tag of {tag}");
    }

    /// <summary>Shows only plain names. The text must not be able to contain a user's data or control a terminal.</summary>
    private static string Tag(ReadOnlySpan<byte> name)
    {
        var isPlain = name.Length is > 0 and <= MaxName;
        foreach (var letter in name)
            isPlain &= char.IsAsciiLetter((char)letter);

        return isPlain ? $"<{Encoding.ASCII.GetString(name)}>" : "another element";
    }

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> body, int position)
    {
        var before = body[..position];
        before = before.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? before[PhoneXmlSyntax.ByteOrderMark.Length..] : before;
        var line = 1;
        while (before.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end)
        {
            line++;
            before = before[(end + (before[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        return (line, 1 + Characters(before));
    }

    /// <summary>Text that is not UTF-8 counts as an encoding with one byte a character.</summary>
    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var rest = text; !rest.IsEmpty; count++)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                return text.Length;

            rest = rest[length..];
        }

        return count;
    }
}
