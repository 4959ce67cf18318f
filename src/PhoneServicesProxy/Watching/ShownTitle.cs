using System.Text;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Watching;

/// <summary>
/// The title of a page, without the values of the request. A title may repeat a search, a user or a PIN. It may also be printed on a terminal, so
/// control characters are removed.
/// </summary>
internal static class ShownTitle
{
    private const string InPlace = "…";
    private const int MaxLength = 40;

    /// <summary>Shorter values occur in other words by chance.</summary>
    private const int LeastOfPart = 3;

    /// <param name="title">The title; null if there is none.</param>
    /// <param name="values">The values that must not appear.</param>
    /// <param name="isSecret">Returns true if a word must not be shown either.</param>
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
