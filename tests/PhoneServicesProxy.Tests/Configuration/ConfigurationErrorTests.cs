using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class ConfigurationErrorTests
{
    [Fact]
    public void ToString_ControlAndHiddenCharacters_AreSpeltOut() => Assert.Equal(
        "site.json: A:b\\u200b: is \"\\u001b[31m\\u000a\\u202e\\u009b\". Grüße.", new ConfigurationError("site.json", "A:b\u200b", "is \"\u001b[31m\n\u202e\u009b\". Grüße.").ToString());

    [Fact]
    public void ToString_ValueOfPages_IsShortenedInTheMiddle()
    {
        var text = new ConfigurationError("site.json", "A:b", $"is \"{new string('x', 200_000)}\". Write another.").ToString();

        Assert.InRange(text.Length, 1500, 2100);
        Assert.StartsWith("site.json: A:b: is \"xxx", text, StringComparison.Ordinal);
        Assert.EndsWith("xxx\". Write another.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"PhoneServices:Nodеs\": { }", "It holds \"е\" (U+0435). Did you mean \"Nodes\"?")]
    [InlineData("\"PhoneServices:Nodes\u200b\": { }", "It holds \"\\u200b\" (U+200B). Did you mean \"Nodes\"?")]
    public async Task LoadAsync_KeyWithOddCharacter_NamesIt(string section, string expected) =>
        Assert.Contains(expected, Assert.Single(await WrongSite.OfSectionAsync(section)), StringComparison.Ordinal);
}
