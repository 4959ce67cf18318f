using System.Text.RegularExpressions;
using System.Xml;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Checks the texts for phones. Languages must be valid, English must be complete, and a page must be able to hold each text.</summary>
internal static partial class TextsValidator
{
    private const string Texts = PhoneTextOptions.Section;

    public static void Validate(IReadOnlyDictionary<string, PhoneTextOptions> all, ErrorList errors)
    {
        var languages = all.Keys.ToArray();
        foreach (var language in languages.Where(language => !Language().IsMatch(language)))
        {
            Add(language, "is not a language. Write a code such as \"de\" or \"pt-BR\".");
        }

        foreach (var same in languages.GroupBy(PhoneTexts.Tag, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Add(same.Last(), $"is the same language as \"{same.First()}\". Write all its texts under one of the two.");
        }

        foreach (var (language, texts) in all)
        {
            ValidateTexts(language, texts);
        }

        void ValidateTexts(string language, PhoneTextOptions texts)
        {
            foreach (var property in typeof(PhoneTextOptions).GetProperties())
            {
                var text = (string?)property.GetValue(texts);
                if (text is { Length: > 0 })
                {
                    CheckText($"{language}:{property.Name}", property.Name, text);
                }
                else if (string.IsNullOrEmpty(text) && language.Equals(PhoneTexts.English, StringComparison.OrdinalIgnoreCase))
                {
                    Add($"{language}:{property.Name}", "is empty. Write the text that all languages without one of their own fall back to.");
                }
            }
        }

        void CheckText(string key, string name, string text)
        {
            if (!IsXmlText(text))
            {
                Add(key, "contains a character that is not allowed in XML. Write plain text, without control characters.");
            }

            var hasWait = name == nameof(PhoneTextOptions.LoginDelayed);
            if (Placeholder().Matches(text).Select(match => match.Value).FirstOrDefault(value => !(hasWait && value == ErrorAnswer.Seconds)) is { } placeholder)
            {
                Add(key, $"holds \"{placeholder}\", which the phone would show literally. {(hasWait ? $"Write {ErrorAnswer.Seconds} for the time to wait." : "Write the text without braces.")}");
            }
            else if (hasWait && !text.Contains(ErrorAnswer.Seconds, StringComparison.Ordinal))
            {
                Add(key, $"does not say how long to wait. Write {ErrorAnswer.Seconds} for that time, as in \"Please wait {ErrorAnswer.Seconds} seconds.\"");
            }
        }

        void Add(string key, string message) => errors.Add($"{Texts}:{key}", message);
    }

    private static bool IsXmlText(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{[^}]*\}?", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
