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

    [Theory]
    [InlineData("AllowedNetworks:0", "phones.example.com", "AllowedNetworks", "such as \"10.20.0.0/16\"")]
    [InlineData("AllowedNetworks", "10.20.0.0/16", "AllowedNetworks", "Write a list")]
    [InlineData("KnownProxies:0", "10.1.1.1/33", "KnownProxies", "or addresses")]
    [InlineData("RateLimit:ExemptNetworks:0", "x", "RateLimit:ExemptNetworks", "holds \"x\"")]
    [InlineData("RateLimit:Burst", "0", "RateLimit:Burst", "from 1 to 100000")]
    [InlineData("FailedLogins:InitialDelay", "00:10:00", "FailedLogins:InitialDelay", "longer MaxDelay")]
    [InlineData("FailedLogins:PageNumbers", "201;2", "FailedLogins:PageNumbers", "separated by commas")]
    [InlineData("FailedLogin:Enabled", "true", "FailedLogin", "Did you mean \"FailedLogins\"?")]
    public async Task LoadAsync_Mistake_NamesKeyAndRemedy(string key, string value, string wrong, string remedy)
    {
        var error = Assert.Single(await ErrorsAsync(key, value));

        Assert.Equal("PhoneServices:Security:" + wrong, error.Key);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ConfigurationError>> ErrorsAsync(string key, string value)
    {
        var layers = ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1/", $"--PhoneServices:Security:{key}={value}"]);
        return (await GatewaySite.Loader(layers).LoadAsync()).Errors;
    }
}
