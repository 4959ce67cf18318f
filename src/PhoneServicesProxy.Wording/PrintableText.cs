using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.Wording;

/// <summary>
/// Makes text of a file or page safe for a terminal: without characters that control the terminal, reverse the text or hide a part of it.
/// </summary>
internal static class PrintableText
{
    /// <summary>Returns the text without control and format characters and without line breaks.</summary>
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
