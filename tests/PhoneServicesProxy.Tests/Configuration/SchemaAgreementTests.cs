using System.Globalization;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>
/// Every site file that the tests of the configuration write is also held against the schema (<see cref="SchemaAgreement"/>). Here are the mistakes that
/// those tests write on the command line, and some that the schema must find by itself.
/// </summary>
public sealed class SchemaAgreementTests
{
    public static TheoryData<string, string> Settings => new(
        DiscoveryConfigurationTests.WrongSettings.Select(row => Split("Discovery:" + row.Data.Item1))
            .Concat(LimitsConfigurationTests.WrongLimits.Select(row => Split(row.Data)))
            .Concat(SecurityConfigurationTests.Mistakes.Select(row => ($"Security:{row.Data.Item1}", row.Data.Item2))));

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Schema_WrongSettingInAFile_IsRefusedOrOfAListedKind(string key, string value) =>
        Assert.NotEmpty(await WrongSite.OfSectionAsync(key.EndsWith(":0", StringComparison.Ordinal)
            ? $"\"PhoneServices:{key[..^2]}\": [ {Json(value)} ]"
            : $"\"PhoneServices:{key}\": {Json(value)}"));

    [Theory]
    [InlineData("""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1/", "Weight": "heavy" } } } }""")]
    [InlineData("""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1/", "Weight": 65536 } } } }""")]
    [InlineData("""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1/", "Wieght": 1 } } } }""")]
    [InlineData("""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1/", "State": "Drian" } } } }""")]
    [InlineData("""{ "PhoneServices": { "Pools": { "finesse": { "Nodes": { "a": { "Address": "http://10.1.1.1/", "Priority": -1 } } } } } }""")]
    [InlineData("""{ "PhoneServices": { "FailoverPolicies": { "Read": { "ConnectTimeout": "00:00:31" } } } }""")]
    [InlineData("""{ "PhoneServices": { "FailoverPolicies": { "Read": { "ConnectTimeout": "300ms" } } } }""")]
    [InlineData("""{ "PhoneServices": { "Texts": { "de": { "Prompt": "Das ist viel zu lang für ein Telefon." } } } }""")]
    [InlineData("""{ "ReverseProxy": { "Routes": { "mine": { "Path": "/mine" } } } }""")]
    [InlineData("""{ "ReverseProxy": { "Routes": { "mine": { "Match": { "Methods": [ "FETCH" ] } } } } }""")]
    [InlineData("""{ "ReverseProxy": { "Routes": { "mine": { "Transforms": [ { "PathSett": "/x" } ] } } } }""")]
    [InlineData("""{ "ReverseProxy": { "Clusters": { "mine": { "LoadBalancingPolicy": "RoundRobbin" } } } }""")]
    [InlineData("""{ "ReverseProxy": { "Clusters": { "mine": { "HealthCheck": { "Active": { "Interval": "02:00:00" } } } } } }""")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Verbose" } } }""")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "Http": { "Url": "http://*:80" } } } }""")]
    [InlineData("""{ "Urls": 8080 }""")]
    [InlineData("""{ "OTEL_SERVICE_NAME": "x" }""")]
    public void Schema_WrongFile_IsRefused(string site) => Assert.NotEmpty(PublishedSchema.Errors(site));

    [Fact]
    public void Schema_ShippedSettings_AreRight() =>
        Assert.Empty(PublishedSchema.Errors(File.ReadAllText(Path.Combine(Pages.Root, "appsettings.json"))));

    private static (string, string) Split(string setting) => setting.Split('=', 2) is [var key, var value] ? (key, value) : throw new ArgumentException(setting);

    private static string Json(string value) =>
        bool.TryParse(value, out _) || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value : $"\"{value}\"";
}
