using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>The encoding of a page, where the page itself leaves no doubt of it.</summary>
internal static class PageCharset
{
    /// <summary>So many bytes hold a mark and an XML declaration, with room to spare.</summary>
    public const int Beginning = 256;

    /// <summary>
    /// What the byte order mark says, which wins (RFC 7303, 3), else the XML declaration; null where neither says
    /// anything. XML without both is UTF-8 by the book, but pages of sloppy servers are not.
    /// </summary>
    public static string? Of(ReadOnlySpan<byte> beginning)
    {
        if (Utf16.IsMarked(beginning))
        {
            return "utf-16";
        }

        return beginning.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? "utf-8" : Declared(beginning);
    }

    private static string? Declared(ReadOnlySpan<byte> beginning)
    {
        var start = PhoneXmlSyntax.SkipBlanks(beginning, 0);
        if (!beginning[start..].StartsWith("<?xml"u8))
        {
            return null;
        }

        foreach (var attribute in new PhoneXmlAttributes(beginning, start + "<?xml".Length))
        {
            if (attribute.Name.Of(beginning).SequenceEqual("encoding"u8))
            {
                // A page that can be read byte by byte is not UTF-16, whatever it says; and nothing odd goes into a header.
                var name = attribute.Value.Of(beginning);
                var charset = IsName(name) ? Encoding.ASCII.GetString(name).ToLowerInvariant() : null;
                return charset?.StartsWith("utf-16", StringComparison.Ordinal) == true ? null : charset;
            }
        }

        return null;
    }

    /// <summary>XML 1.0, production 81.</summary>
    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'-' or (byte)'_' or (byte)'.'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
