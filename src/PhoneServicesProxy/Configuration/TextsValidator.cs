using System.Text.RegularExpressions;
using System.Xml;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks the texts for phones: their languages, that English is complete, and that they can stand in a page.</summary>
internal static partial class TextsValidator
{
    private const string Texts = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Texts)}";

    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var languages = options.Texts.Keys.ToArray();
        foreach (var language in languages.Where(language => !Language().IsMatch(language)))
        {
            Add(language, "is not a language. Write a code such as \"de\" or \"pt-BR\".");
        }

        foreach (var same in languages.GroupBy(PhoneTexts.Tag, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Add(same.Last(), $"is the same language as \"{same.First()}\". Write all its texts under one of the two.");
        }

        foreach (var (language, texts) in options.Texts)
        {
            ValidateTexts(language, texts);
        }

        void ValidateTexts(string language, PhoneTextOptions texts)
        {
            foreach (var property in typeof(PhoneTextOptions).GetProperties())
            {
                var text = (string?)property.GetValue(texts);
                if (text is { Length: > 0 } && !IsXmlText(text))
                {
                    Add($"{language}:{property.Name}", "holds a character that no page can. Write plain text, without control characters.");
                }
                else if (string.IsNullOrEmpty(text) && language.Equals(PhoneTexts.English, StringComparison.OrdinalIgnoreCase))
                {
                    Add($"{language}:{property.Name}", "is empty. Write the text that all languages without one of their own fall back to.");
                }
            }
        }

        void Add(string key, string message) => errors.Add(new(sources.Of($"{Texts}:{key}"), $"{Texts}:{key}", message));
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

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
