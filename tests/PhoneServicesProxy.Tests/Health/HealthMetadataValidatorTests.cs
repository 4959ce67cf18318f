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
