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

    public static TheoryData<string, string> WrongSettings => new()
    {
        { "AddressName=10.1.1.1", "AddressName" },
        { "AddressName=http://ccm/", "AddressName" },
        { "ServiceName=ccm.example.com", "ServiceName" },
        { "NameServers:0=ns1.example.com", "NameServers" },
        { "NameServers:0=53", "NameServers" },
        { "NameServers:0=10.53", "NameServers" },
        { "NameServers:0=010.0.0.53:53", "NameServers" },
        { "NameServers=10.0.0.53", "NameServers" },
        { "Networks:0=10.1.1.1", "Networks" },
        { "Networks:0=010.1.0.0/16", "Networks" },
        { "Networks:0=10.1/16", "Networks" },
        { "Port=0", "Port" },
        { "Scheme=ftp", "Scheme" },
        { "Addresses=IPv4", "Addresses" },
        { "MinInterval=00:10:00", "MinInterval" },
        { "Timeout=1", "Timeout" },
        { "RetryInterval=00:00:00", "RetryInterval" },
        { "ServicName=_a._tcp.b", "ServicName" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task LoadAsync_Wrong_NamesKey(string setting, string key) => Assert.Equal("PhoneServices:Discovery:" + key, Assert.Single(await ErrorsAsync(setting)).Key);

    [Fact]
    public Task LoadAsync_Wrong_SaysWhatToWrite() => Approved.IsSaidAsync("Discovery", WrongSettings.Select(row => (row.Data.Item1, ErrorsAsync(row.Data.Item1))));

    private static async Task<IReadOnlyList<ConfigurationError>> ErrorsAsync(string setting) => (await LoadAsync("AddressName=ccm.example.com", setting)).Errors;

    [Fact]
    public async Task LoadAsync_NeitherNodesNorNames_SaysSo()
    {
        var loaded = await LoadAsync("Port=80");

        Assert.Contains("no node is configured", Assert.Single(loaded.Errors).Message, StringComparison.Ordinal);
    }

    private static Task<LoadedConfiguration> LoadAsync(params string[] settings) =>
        GatewaySite.Loader(ConfigurationLayers.Shipped([], [.. settings.Select(setting => "--PhoneServices:Discovery:" + setting)])).LoadAsync();
}
