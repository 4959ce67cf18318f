using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>The encoding of a page, if the page itself leaves no doubt.</summary>
internal static class PageCharset
{
    /// <summary>This many bytes are more than enough for a byte order mark and an XML declaration.</summary>
    public const int Beginning = 256;

    /// <summary>
    /// The encoding in the byte order mark, which wins (RFC 7303, 3), else in the XML declaration; null if there is neither. By the standard,
    /// XML without both is UTF-8, but pages of careless applications are not.
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
                // A page that can be read byte by byte is not UTF-16, even if it says so. And no odd name may go into a header.
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
