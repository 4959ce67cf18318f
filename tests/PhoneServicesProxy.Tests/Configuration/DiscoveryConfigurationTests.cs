using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class DiscoveryConfigurationTests
{
    [Theory]
    [InlineData("AddressName=ccm.example.com")]
    [InlineData("AddressName=ccm")]
    [InlineData("AddressName=ccm.example.com.")]
    [InlineData("ServiceName=_phoneservices._tcp.example.com")]
    public async Task LoadAsync_NamesInPlaceOfNodes_AreRight(string setting)
    {
        var loaded = await LoadAsync(setting);

        Assert.Empty(loaded.Errors);
        Assert.All(loaded.Configuration!.Clusters, cluster => Assert.Empty(cluster.Destinations!));
    }

    [Theory]
    [InlineData("AddressName=10.1.1.1", "AddressName", "Write a host name in full")]
    [InlineData("AddressName=http://ccm/", "AddressName", "is \"http://ccm/\"")]
    [InlineData("ServiceName=ccm.example.com", "ServiceName", "such as \"_phoneservices._tcp.example.com\"")]
    [InlineData("NameServers:0=ns1.example.com", "NameServers", "holds \"ns1.example.com\". Write addresses")]
    [InlineData("NameServers:0=53", "NameServers", "Write addresses")]
    [InlineData("NameServers=10.0.0.53", "NameServers", "Write a list")]
    [InlineData("Networks:0=10.1.1.1", "Networks", "with the length of their prefix")]
    [InlineData("Port=0", "Port", "Write a port from 1 to 65535")]
    [InlineData("Scheme=ftp", "Scheme", "Write one of Http, Https.")]
    [InlineData("Addresses=IPv4", "Addresses", "Write one of PreferIPv4, PreferIPv6, Both.")]
    [InlineData("MinInterval=00:10:00", "MinInterval", "longer MaxInterval")]
    [InlineData("Timeout=1", "Timeout", "Write a duration")]
    [InlineData("RetryInterval=00:00:00", "RetryInterval", "from 100 ms")]
    [InlineData("ServicName=_a._tcp.b", "ServicName", "Did you mean \"ServiceName\"?")]
    public async Task LoadAsync_Wrong_NamesKeyAndRemedy(string setting, string key, string remedy)
    {
        var loaded = await LoadAsync("AddressName=ccm.example.com", setting);

        var error = Assert.Single(loaded.Errors);
        Assert.Equal("PhoneServices:Discovery:" + key, error.Key);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NeitherNodesNorNames_SaysSo()
    {
        var loaded = await LoadAsync("Port=80");

        Assert.Contains("no node is configured", Assert.Single(loaded.Errors).Message, StringComparison.Ordinal);
    }

    private static Task<LoadedConfiguration> LoadAsync(params string[] settings) =>
        GatewaySite.Loader(ConfigurationLayers.Shipped([], [.. settings.Select(setting => "--PhoneServices:Discovery:" + setting)])).LoadAsync();
}
