using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Finds the texts for a phone's language. They are prepared once for each configuration.</summary>
internal sealed class PhoneTexts
{
    /// <summary>All other languages fall back to this one.</summary>
    public const string English = "en";

    private readonly Dictionary<string, PhoneText> _byLanguage;
    private readonly PhoneText _english;

    private PhoneTexts(Dictionary<string, PhoneTextOptions> texts)
    {
        var english = texts.GetValueOrDefault(English) ?? new();
        _english = PhoneText.Of(english, english);
        _byLanguage = texts.ToDictionary(pair => Tag(pair.Key), pair => PhoneText.Of(pair.Value, english), StringComparer.OrdinalIgnoreCase);
    }

    public static PhoneTexts Of(GatewayConfiguration configuration) => new(configuration.Options.Get<Dictionary<string, PhoneTextOptions>>());

    /// <summary>Gives <c>de_CH</c> and <c>de-CH</c> the same spelling, because phones send both.</summary>
    public static string Tag(string language) => language.Replace('_', '-');

    /// <summary>Returns the texts of the best available language. For example, <c>de-CH</c> falls back to <c>de</c> (RFC 4647, 3.4).</summary>
    public PhoneText For(string acceptLanguage)
    {
        foreach (var range in QualityList.Parse(acceptLanguage))
        {
            for (var tag = Tag(range); tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
            {
                if (_byLanguage.TryGetValue(tag, out var text))
                {
                    return text;
                }
            }
        }

        return _english;
    }
}
