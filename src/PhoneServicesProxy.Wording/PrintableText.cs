using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.Wording;

/// <summary>Text of a file or page that may end up in a terminal: nothing in it steers the terminal, or turns or hides what follows.</summary>
internal static class PrintableText
{
    /// <summary>The text without control and format characters, and without breaks of lines.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(IsShown))
        {
            plain.Append(rune);
        }

        return plain.ToString().Trim();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
