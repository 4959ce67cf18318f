using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class SecurityConfigurationTests
{
    [Theory]
    [InlineData("AllowedNetworks:0", "10.20.0.0/16")]
    [InlineData("AllowedNetworks:0", "2001:db8::/48")]
    [InlineData("KnownProxies:0", "10.1.1.1")]
    [InlineData("KnownProxies:0", "::1")]
    [InlineData("RateLimit:ExemptNetworks:0", "0.0.0.0/0")]
    public async Task LoadAsync_NetworkOrAddress_IsRight(string key, string value) => Assert.Empty(await ErrorsAsync(key, value));

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "AllowedNetworks:0", "phones.example.com", "AllowedNetworks" },
        { "AllowedNetworks", "10.20.0.0/16", "AllowedNetworks" },
        { "KnownProxies:0", "10.1.1.1/33", "KnownProxies" },
        { "RateLimit:ExemptNetworks:0", "x", "RateLimit:ExemptNetworks" },
        { "RateLimit:Burst", "0", "RateLimit:Burst" },
        { "FailedLogins:InitialDelay", "00:10:00", "FailedLogins:InitialDelay" },
        { "FailedLogins:PageNumbers", "201;2", "FailedLogins:PageNumbers" },
        { "FailedLogin:Enabled", "true", "FailedLogin" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task LoadAsync_Mistake_NamesKey(string key, string value, string wrong) => Assert.Equal("PhoneServices:Security:" + wrong, Assert.Single(await ErrorsAsync(key, value)).Key);

    [Fact]
    public Task LoadAsync_Mistake_SaysWhatToWrite() => Approved.IsSaidAsync("Security", Mistakes.Select(row => ($"{row.Data.Item1}={row.Data.Item2}", ErrorsAsync(row.Data.Item1, row.Data.Item2))));

    private static async Task<IReadOnlyList<ConfigurationError>> ErrorsAsync(string key, string value)
    {
        var layers = ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1/", $"--PhoneServices:Security:{key}={value}"]);
        return (await GatewaySite.Loader(layers).LoadAsync()).Errors;
    }
}
