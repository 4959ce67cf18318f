using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Tests.Fallback.ErrorPages;

public sealed class PhoneTextsTests
{
    private static readonly Dictionary<string, PhoneTextOptions> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new() { Retry = "Retry", Exit = "Exit" },
        ["de"] = new() { Retry = "Nochmal", Exit = "" },
        ["fr_CA"] = new() { Retry = "Encore" },
    };

    [Theory]
    [InlineData("", "Retry")]
    [InlineData("nl", "Retry")]
    [InlineData("*", "Retry")]
    [InlineData("fr", "Retry")]
    [InlineData("en_US", "Retry")]
    [InlineData("en-US", "Retry")]
    [InlineData("de", "Nochmal")]
    [InlineData("DE", "Nochmal")]
    [InlineData("de_DE", "Nochmal")]
    [InlineData("de-CH-1996", "Nochmal")]
    [InlineData("nl,de;q=0.1", "Nochmal")]
    [InlineData("de;q=0,fr-CA", "Encore")]
    [InlineData("fr_CA", "Encore")]
    [InlineData("-,_,--,;q=1", "Retry")]
    public void For_AcceptLanguage_IsTheNearest(string header, string expected) => Assert.Equal(expected, Texts().For(header).Retry);

    [Fact]
    public void For_LanguageWithoutText_FallsBackToEnglishForThatText() => Assert.Equal("Exit", Texts().For("de").Exit);

    private static PhoneTexts Texts() => PhoneTexts.Of(new(null!, FeatureOptions.Of(new PhoneServicesOptions { Texts = Options }), [], []));
}
