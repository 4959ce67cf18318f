using System.Net;
using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Discovery;

public sealed class PoolDiscoveryTests
{
    private static readonly DiscoverySource OfCallManager = new("ccm.example.com", IsService: false);
    private static readonly DiscoverySource OfWeb = new("web.example.com", IsService: false) { Pool = "web" };

    [Fact]
    public void AddTo_NodesOfAPool_GoToItsClustersOnly()
    {
        var configuration = DiscoveredNodes.AddTo(Written("web"), [Node("10.1.1.1", 8080, OfCallManager), Node("10.1.5.1", 80, OfWeb)]);

        Assert.Equal(["10.1.1.1"], DestinationsOf(configuration, "menu"));
        Assert.Equal(["10.1.5.1"], DestinationsOf(configuration, "pages"));
        Assert.Equal(["10.1.5.1"], configuration.Options.Pools.Find("web")!.Nodes.Keys);
        Assert.Equal(["10.1.1.1", "10.1.5.1"], configuration.Options.Nodes.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The order in which DNS answers must not matter, because every gateway must have the same names.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddTo_SameNameInTwoPools_IsMadeUnique(bool isReversed)
    {
        DiscoveredNode[] nodes = [Node("10.1.1.1", 8080, OfCallManager), Node("10.1.1.1", 80, OfWeb)];

        var configuration = DiscoveredNodes.AddTo(Written("web"), isReversed ? [.. nodes.Reverse()] : nodes);

        Assert.Equal(["10.1.1.1"], DestinationsOf(configuration, "menu"));
        Assert.Equal(["web-10.1.1.1"], DestinationsOf(configuration, "pages"));
        Assert.Equal("http://10.1.1.1:80/", configuration.Options.Nodes["web-10.1.1.1"].Address);
    }

    [Fact]
    public void AddTo_PoolIsRenamedOrGone_ItsNodesFollowItsNameInDns()
    {
        DiscoveredNode[] nodes = [Node("10.1.1.1", 8080, OfCallManager), Node("10.1.5.1", 80, OfWeb)];

        Assert.Equal(["10.1.5.1"], DestinationsOf(DiscoveredNodes.AddTo(Written("intranet"), nodes), "pages"));
        Assert.Equal(["10.1.1.1"], DestinationsOf(DiscoveredNodes.AddTo(Written(null), nodes), "menu"));
        Assert.DoesNotContain("10.1.5.1", DiscoveredNodes.AddTo(Written(null), nodes).Options.Nodes.Keys);
    }

    private static DiscoveredNode Node(string address, int port, DiscoverySource source) =>
        new(address, source.Name, IPAddress.Parse(address), port) { Source = source };

    private static IEnumerable<string> DestinationsOf(GatewayConfiguration configuration, string cluster) =>
        configuration.Clusters.Single(one => one.ClusterId == cluster).Destinations!.Keys;

    private static GatewayConfiguration Written(string? pool)
    {
        var options = new PhoneServicesOptions { Discovery = new() { AddressName = OfCallManager.Name } };
        if (pool is not null)
        {
            options.Pools[pool] = new() { Discovery = new() { AddressName = OfWeb.Name, Port = 80 } };
        }

        var metadata = new Dictionary<string, string> { [NodePools.Metadata] = pool ?? "" };
        return new(
            new ConfigurationBuilder().Build(), FeatureOptions.Of(options), [],
            [new() { ClusterId = "menu" }, new() { ClusterId = "pages", Metadata = metadata }]);
    }
}
