using System.Text;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Watching;

/// <summary>
/// The title of a page, without what the phone asked with: a search, a user or a PIN may be repeated there. It may end up in a terminal,
/// too.
/// </summary>
internal static class ShownTitle
{
    private const string InPlace = "…";
    private const int MaxLength = 40;

    /// <summary>Shorter values are parts of other words by chance.</summary>
    private const int LeastOfPart = 3;

    /// <param name="title">The title; null for none.</param>
    /// <param name="values">What is not to be seen in it.</param>
    /// <param name="isSecret">Whether a word is none to be seen, either.</param>
    public static string? Of(string? title, IEnumerable<string> values, Func<string, bool> isSecret)
    {
        var shown = PrintableText.Of(title ?? "");
        if (shown.Length == 0)
        {
            return null;
        }

        string[] hidden = [.. values.Concat(values.SelectMany(Words)).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(value => value.Length)];
        foreach (var value in hidden.Where(value => value.Length >= LeastOfPart))
        {
            shown = shown.Replace(value, InPlace, StringComparison.OrdinalIgnoreCase);
        }

        var text = new StringBuilder();
        foreach (var word in shown.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = Plain(word);
            var isHidden = plain.Length > 0 && (hidden.Contains(plain, StringComparer.OrdinalIgnoreCase) || isSecret(plain));
            text.Append(text.Length == 0 ? "" : " ").Append(isHidden ? word.Replace(plain, InPlace, StringComparison.Ordinal) : word);
        }

        return Cut(text.ToString());
    }

    private static IEnumerable<string> Words(string value) => value.Split([' ', '\t', '+', ',', '/'], StringSplitOptions.RemoveEmptyEntries);

    private static string Plain(string word) => word.Trim('.', ',', ':', ';', '!', '?', '(', ')', '[', ']', '<', '>', '"', '\'', '„', '“', '”', '«', '»');

    private static string Cut(string text) => text.Length <= MaxLength ? text : $"{text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)]}…";
}
