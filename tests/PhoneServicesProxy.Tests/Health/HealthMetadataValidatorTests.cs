using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Health;

public class HealthMetadataValidatorTests
{
    [Theory]
    [InlineData("Health.Status", "ok", "200-299,401")]
    [InlineData("Health.Status", "299-200", "200-299,401")]
    [InlineData("Health.Status", "200,", "200-299,401")]
    [InlineData("Health.Expect", "Html", "PhoneXml or Any")]
    [InlineData("Health.Root", "html", "CiscoIPPhoneMenu")]
    [InlineData("Health.MustMatch", "(", "regular expression")]
    [InlineData("Health.MustNotMatch", "(?=a)", "look-around")]
    [InlineData("Health.Fall", "0", "from 1 to 100")]
    [InlineData("Health.Rise", "two", "from 1 to 100")]
    [InlineData("Health.FastInterval", "250", "00:00:00.250")]
    [InlineData("Health.Pattern", "x", "unknown")]
    public async Task ValidateAsync_BadValue_NamesKeyValueAndRemedy(string key, string value, string remedy)
    {
        var error = Assert.Single(await ValidateAsync((key, value)));

        Assert.Contains("'menu'", error.Message);
        Assert.Contains($"'{key}' is '{value}'", error.Message);
        Assert.Contains(remedy, error.Message);
    }

    [Theory]
    [InlineData("Health.Status", "ok", "write status codes and ranges from 100 to 599, such as 200-299,401")]
    [InlineData("Health.Expect", "Html", "write PhoneXml or Any")]
    [InlineData("Health.Root", "CiscoIPPhoneMenu,CiscoIPPhoneTest", "write root elements separated by commas, such as CiscoIPPhoneMenu,CiscoIPPhoneText; no phone knows \"CiscoIPPhoneTest\". Did you mean \"CiscoIPPhoneText\"?")]
    [InlineData("Health.MustNotMatch", "(?=a)", "write a regular expression without look-around and back references")]
    [InlineData("Health.MustMatch", "[a", "write a regular expression without look-around and back references; in this one, a [ is never closed")]
    [InlineData("Health.MustMatch", "(a", "write a regular expression without look-around and back references; in this one, a ( is never closed")]
    [InlineData("Health.MustMatch", "a)", "write a regular expression without look-around and back references; in this one, a ) closes nothing. Write \\( and \\) for the characters themselves")]
    [InlineData("Health.MustMatch", "*a", "write a regular expression without look-around and back references; in this one, a *, + or ? has nothing before it to repeat. Write \\*, \\+ or \\? for the character itself")]
    [InlineData("Health.MustMatch", "a\\", "write a regular expression without look-around and back references; this one ends in a backslash. Write two for a backslash itself")]
    [InlineData("Health.MustMatch", "ab\\p{x}", "write a regular expression without look-around and back references; this one is not valid at character 7")]
    [InlineData("Health.FastInterval", "250", "write a time from 00:00:00.010 to 00:01:00, such as 00:00:00.250")]
    [InlineData("Health.Fall", "0", "write a number from 1 to 100")]
    [InlineData("Health.Pattern", "x", "this key is unknown; write Health.Status, Expect, Root, MustMatch, MustNotMatch, Fall, Rise or FastInterval")]
    public async Task ValidateAsync_BadValue_SaysInWordsWhatToWrite(string key, string value, string remedy) =>
        Assert.Equal($"Cluster 'menu': metadata '{key}' is '{value}': {remedy}.", Assert.Single(await ValidateAsync((key, value))).Message);

    [Theory]
    [InlineData("Health.Fall", "1", true)]
    [InlineData("Health.Fall", "100", true)]
    [InlineData("Health.Fall", "101", false)]
    [InlineData("Health.Rise", "1", true)]
    [InlineData("Health.Rise", "100", true)]
    [InlineData("Health.Rise", "0", false)]
    [InlineData("Health.FastInterval", "00:00:00.010", true)]
    [InlineData("Health.FastInterval", "00:00:00.009", false)]
    [InlineData("Health.FastInterval", "00:01:00", true)]
    [InlineData("Health.FastInterval", "00:01:00.001", false)]
    [InlineData("Health.FastInterval", "soon", false)]
    [InlineData("Health.Status", "100-599", true)]
    [InlineData("Health.Status", "99", false)]
    [InlineData("Health.Status", "600", false)]
    [InlineData("Health.Status", "200 - 200", true)]
    public async Task ValidateAsync_EndOfARange_IsWithinIt(string key, string value, bool isGood) =>
        Assert.Equal(isGood ? 0 : 1, (await ValidateAsync((key, value))).Count);

    [Theory]
    [InlineData("CiscoIPPhoneMenu")]
    [InlineData("CiscoIPPhoneText")]
    [InlineData("CiscoIPPhoneInput")]
    [InlineData("CiscoIPPhoneDirectory")]
    [InlineData("CiscoIPPhoneIconMenu")]
    [InlineData("CiscoIPPhoneIconFileMenu")]
    [InlineData("CiscoIPPhoneGraphicMenu")]
    [InlineData("CiscoIPPhoneGraphicFileMenu")]
    [InlineData("CiscoIPPhoneImage")]
    [InlineData("CiscoIPPhoneImageFile")]
    [InlineData("CiscoIPPhoneStatus")]
    [InlineData("CiscoIPPhoneStatusFile")]
    [InlineData("CiscoIPPhoneExecute")]
    [InlineData("CiscoIPPhoneResponse")]
    [InlineData("CiscoIPPhoneError")]
    public async Task ValidateAsync_RootThatPhonesKnow_IsGood(string root) => Assert.Empty(await ValidateAsync(("Health.Root", root)));

    [Fact]
    public void Read_GoodValues_AreTaken()
    {
        var read = HealthMetadata.Read(new Dictionary<string, string>
        {
            ["Health.Status"] = "200-299,401",
            ["Health.Expect"] = "PhoneXml",
            ["Health.Root"] = "CiscoIPPhoneMenu",
            ["Health.MustMatch"] = "a",
            ["Health.MustNotMatch"] = "b",
            ["Health.Fall"] = "3",
            ["Health.Rise"] = "4",
            ["Health.FastInterval"] = "00:00:00.100",
        });

        Assert.Equal(("200-299,401", true, "CiscoIPPhoneMenu", "a", "b"), (read.Status, read.PhoneXml, read.Root, read.MustMatch, read.MustNotMatch));
        Assert.Equal((3, 4, TimeSpan.FromMilliseconds(100)), (read.Fall, read.Rise, read.FastInterval));
    }

    [Fact]
    public async Task Read_AnyPage_IsTheDefaultAndMayBeWritten()
    {
        Assert.Equal(("200", false), (HealthMetadata.Read(null).Status, HealthMetadata.Read(null).PhoneXml));
        Assert.Empty(await ValidateAsync(("Health.Expect", "Any")));
        Assert.False(HealthMetadata.Read(new Dictionary<string, string> { ["Health.Expect"] = "Any" }).PhoneXml);
    }

    [Fact]
    public async Task ValidateAsync_SeveralBadValues_ReportsAll() =>
        Assert.Equal(2, (await ValidateAsync(("Health.Fall", "x"), ("Health.Rise", "y"), ("Other", "z"))).Count);

    [Fact]
    public async Task ValidateAsync_GoodValues_ReportsNothing() => Assert.Empty(await ValidateAsync(
        ("Health.Status", "200-299,401"),
        ("health.expect", "phonexml"),
        ("Health.Root", "CiscoIPPhoneMenu,CiscoIPPhoneText"),
        ("Health.MustMatch", "<Title>"),
        ("Health.MustNotMatch", "[Ee]rror"),
        ("Health.Fall", "3"),
        ("Health.Rise", "1"),
        ("Health.FastInterval", "00:00:00.100"),
        ("Expect", "not ours")));

    private static async Task<List<Exception>> ValidateAsync(params (string Key, string Value)[] metadata)
    {
        var errors = new List<Exception>();
        var cluster = new ClusterConfig
        {
            ClusterId = "menu",
            Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value),
        };
        await new HealthMetadataValidator().ValidateAsync(cluster, errors);
        return errors;
    }
}
