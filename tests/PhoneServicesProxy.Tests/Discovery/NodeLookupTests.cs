using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Discovery;

public sealed class NodeLookupTests
{
    private static readonly DiscoverySource Service = new("_phones._tcp.example.com", IsService: true);
    private static readonly DiscoverySource Host = new("ccm.example.com", IsService: false);

    private static readonly OwnAddresses Own = new(() => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Urls", "http://10.9.9.9:8080;https://*:8443")]).Build());

    private readonly StubResolver _dns = new();

    [Fact]
    public async Task LookUpAsync_Addresses_EachIsANode()
    {
        _dns.Addresses["ccm.example.com"] = ["10.1.1.2", "10.1.1.1", "2001:db8::1"];

        var result = await LookUpAsync(Host, new DiscoveryOptions { Port = 80 });

        Assert.Equal(
            [("10.1.1.1", "ccm.example.com", "http://10.1.1.1:80/"), ("10.1.1.2", "ccm.example.com", "http://10.1.1.2:80/")],
            result.Nodes.Select(node => (node.Name, node.Host, node.UrlWith(NodeScheme.Http))));
    }

    [Theory]
    [InlineData(AddressPreference.PreferIPv4, "10.1.1.1", "10.1.1.1,2001:db8::1")]
    [InlineData(AddressPreference.PreferIPv6, "2001:db8::1", "10.1.1.1,2001:db8::1")]
    [InlineData(AddressPreference.Both, "10.1.1.1,2001:db8::1", "10.1.1.1,2001:db8::1")]
    [InlineData(AddressPreference.PreferIPv4, "2001:db8::1", "2001:db8::1")]
    [InlineData(AddressPreference.PreferIPv6, "10.1.1.1", "10.1.1.1")]
    [InlineData(AddressPreference.Both, "10.1.1.1", "10.1.1.1")]
    public async Task LookUpAsync_BothKindsOfAddresses_AreUsedAsPreferred(AddressPreference preference, string expected, string all)
    {
        _dns.Addresses["ccm.example.com"] = all.Split(',');

        var result = await LookUpAsync(Host, new DiscoveryOptions { Addresses = preference });

        Assert.Equal(expected.Split(','), result.Nodes.Select(node => $"{node.Address}").Order());
    }

    [Fact]
    public async Task LookUpAsync_SixAddresses_HaveAUrlAndANameWithoutColons()
    {
        _dns.Addresses["ccm.example.com"] = ["2001:db8::1"];

        var node = Assert.Single((await LookUpAsync(Host)).Nodes);

        Assert.Equal(("2001-db8--1", "https://[2001:db8::1]:8080/"), (node.Name, node.UrlWith(NodeScheme.Https)));
    }

    [Fact]
    public async Task LookUpAsync_Services_HavePriorityWeightAndPort()
    {
        _dns.Services[Service.Name] = [new("Sub1.example.com", 8080, 10, 60), new("pub.example.com", 80, 20, 5)];
        _dns.Addresses["Sub1.example.com"] = ["10.1.1.2"];
        _dns.Addresses["pub.example.com"] = ["10.1.1.1"];

        var result = await LookUpAsync(Service);

        Assert.Equal(
            [("pub.example.com", "10.1.1.1", 80, 20, 5), ("sub1.example.com", "10.1.1.2", 8080, 10, 60)],
            result.Nodes.Select(node => (node.Name, $"{node.Address}", node.Port, node.Priority!.Value, node.Weight!.Value)));
        Assert.Empty(result.Complaints);
    }

    [Fact]
    public async Task LookUpAsync_TargetWithSeveralAddressesOrPorts_EachHasANameOfItsOwn()
    {
        _dns.Services[Service.Name] = [new("a.example.com", 8080, 1, 1), new("b.example.com", 80, 1, 1), new("b.example.com", 8080, 1, 1)];
        _dns.Addresses["a.example.com"] = ["10.1.1.1", "10.1.1.2"];
        _dns.Addresses["b.example.com"] = ["10.1.1.3"];

        var result = await LookUpAsync(Service);

        Assert.Equal(
            ["a.example.com-10.1.1.1", "a.example.com-10.1.1.2", "b.example.com-80", "b.example.com-8080"], result.Nodes.Select(node => node.Name));
    }

    [Fact]
    public async Task LookUpAsync_TargetWithoutAddress_IsLeftOutWithAComplaint()
    {
        _dns.Services[Service.Name] = [new("a.example.com", 8080, 1, 1), new("b.example.com", 8080, 1, 1)];
        _dns.Addresses["a.example.com"] = ["10.1.1.1"];

        var result = await LookUpAsync(Service);

        Assert.Equal("a.example.com", Assert.Single(result.Nodes).Name);
        Assert.Contains("b.example.com", Assert.Single(result.Complaints), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LookUpAsync_AddressOfAKnownTargetLost_ItsNodeStays(bool silent)
    {
        _dns.Services[Service.Name] = [new("a.example.com", 8080, 1, 1), new("b.example.com", 8080, 1, 1)];
        _dns.Addresses["a.example.com"] = ["10.1.1.1"];
        _dns.Addresses["b.example.com"] = ["10.1.1.2"];
        var before = await LookUpAsync(Service);
        _dns.Addresses.Remove("b.example.com");
        if (silent)
        {
            _dns.Silent.Add("b.example.com");
        }

        var result = await new NodeLookup(_dns, Own).LookUpAsync(Service, before.Nodes, new(), TestContext.Current.CancellationToken);

        Assert.Equal(before.Nodes, result.Nodes);
        Assert.Single(result.Complaints);
    }

    [Fact]
    public async Task LookUpAsync_TargetIsADot_SaysThatThereIsNoSuchService()
    {
        _dns.Services[Service.Name] = [new("", 0, 0, 0)];

        var failure = await Assert.ThrowsAsync<LookupFailedException>(() => LookUpAsync(Service));

        Assert.Equal(LookupFailure.Unusable, failure.Reason);
        Assert.Contains("no such service", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUpAsync_SilenceAboutPreferredAddresses_IsNoReasonForTheOthers()
    {
        _dns.Silent.Add("ccm.example.com");

        var failure = await Assert.ThrowsAsync<LookupFailedException>(() => LookUpAsync(Host));

        Assert.Equal((LookupFailure.NoAnswer, 1), (failure.Reason, _dns.Asked));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("169.254.1.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("ff02::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task LookUpAsync_AddressThatNoNodeCanHave_IsRefused(string address)
    {
        _dns.Addresses["ccm.example.com"] = [address];

        var failure = await Assert.ThrowsAsync<LookupFailedException>(() => LookUpAsync(Host));

        Assert.Equal(LookupFailure.Unusable, failure.Reason);
    }

    [Fact]
    public async Task LookUpAsync_Networks_AreTheOnlyOnes()
    {
        _dns.Addresses["ccm.example.com"] = ["10.1.1.1", "10.2.1.1", "127.0.0.5"];

        var result = await LookUpAsync(Host, new DiscoveryOptions { Networks = ["10.1.0.0/16", "127.0.0.0/8"] });

        Assert.Equal(["10.1.1.1", "127.0.0.5"], result.Nodes.Select(node => node.Name));
        Assert.Contains("10.2.1.1", Assert.Single(result.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUpAsync_AddressOfTheGatewayItself_IsRefused()
    {
        _dns.Services[Service.Name] = [new("gateway.example.com", 8080, 1, 1), new("other.example.com", 8080, 1, 1), new("gateway.example.com", 80, 1, 1)];
        _dns.Addresses["gateway.example.com"] = ["10.9.9.9"];
        _dns.Addresses["other.example.com"] = ["10.1.1.1"];

        var result = await LookUpAsync(Service);

        Assert.Equal([80, 8080], result.Nodes.Select(node => node.Port).Order());
        Assert.Equal("10.9.9.9, an address of gateway.example.com, is this gateway's own at port 8080, and no node", Assert.Single(result.Complaints));
    }

    [Fact]
    public async Task LookUpAsync_AddressOfThisMachineWhereTheGatewayListensOnAll_IsRefused()
    {
        _dns.Addresses["ccm.example.com"] = ["127.0.0.1"];

        var failure = await Assert.ThrowsAsync<LookupFailedException>(
            () => LookUpAsync(Host, new DiscoveryOptions { Networks = ["127.0.0.0/8"], Port = 8443 }));

        Assert.Contains("this gateway's own", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUpAsync_FarTooManyNodes_AreNone()
    {
        _dns.Addresses["ccm.example.com"] = [.. Enumerable.Range(1, 33).Select(number => $"10.1.1.{number}")];

        Assert.Equal(LookupFailure.Unusable, (await Assert.ThrowsAsync<LookupFailedException>(() => LookUpAsync(Host))).Reason);
    }

    private Task<LookupResult> LookUpAsync(DiscoverySource source, DiscoveryOptions? options = null) =>
        new NodeLookup(_dns, Own).LookUpAsync(source, [], options ?? new(), TestContext.Current.CancellationToken);
}
