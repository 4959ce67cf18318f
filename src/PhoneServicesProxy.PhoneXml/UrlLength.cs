using System.Text;
using System.Text.Unicode;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>Counts the characters of a URL as a phone sees it: references are decoded, and blanks after it do not count.</summary>
internal struct UrlLength(int characters)
{
    /// <summary>The longest URL that phone XML allows, in characters (CiscoIPPhone.xsd).</summary>
    public const int Max = 256;

    private int _blanks;

    public int Characters { get; private set; } = characters;

    public void Add(ReadOnlySpan<byte> text, bool hasReferences)
    {
        var blanks = text.Length;
        text = text.TrimEnd(PhoneXmlSyntax.Blanks);
        blanks -= text.Length;
        if (text.IsEmpty)
        {
            _blanks += blanks;
            return;
        }

        Characters += _blanks + CharactersOf(text) - (hasReferences ? SavedByReferences(text) : 0);
        _blanks = blanks;
    }

    // The encoding is not known here, but text that is valid UTF-8 is hardly ever meant as anything else.
    private static int CharactersOf(ReadOnlySpan<byte> text) =>
        Ascii.IsValid(text) || !Utf8.IsValid(text) ? text.Length : text.Length - CountContinuations(text);

    private static int CountContinuations(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var value in text)
        {
            count += (value & 0xC0) == 0x80 ? 1 : 0;
        }

        return count;
    }

    private static int SavedByReferences(ReadOnlySpan<byte> text)
    {
        var saved = 0;
        for (var next = text.IndexOf((byte)'&'); next >= 0; next = text.IndexOf((byte)'&'))
        {
            var length = Math.Max(PhoneXmlReference.Length(text[next..]), 1);
            saved += length - 1;
            text = text[(next + length)..];
        }

        return saved;
    }
}
