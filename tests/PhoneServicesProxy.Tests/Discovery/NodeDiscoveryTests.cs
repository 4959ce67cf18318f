using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Discovery;

public sealed class NodeDiscoveryTests : IAsyncDisposable
{
    private const string Name = "ccm.example.com";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<NodeDiscovery> _log = new();
    private readonly StubResolver _dns = new();
    private CurrentConfiguration _current = null!;

    [Fact]
    public async Task RoundAsync_NodesFound_AreInForceEverywhere()
    {
        using var sut = await CreateSutAsync();
        _dns.Addresses[Name] = ["10.1.1.1", "10.1.1.2"];

        await RoundAsync(sut);

        Assert.Equal(["10.1.1.1", "10.1.1.2"], _current.Options.Nodes.Keys.Order());
        Assert.Equal([Name], _current.Options.Nodes["10.1.1.1"].Aliases);
        Assert.All(_current.Value.Clusters, cluster => Assert.Equal(["10.1.1.1", "10.1.1.2"], cluster.Destinations!.Keys.Order()));
        Assert.False(sut.AwaitsNodes);
    }

    [Fact]
    public async Task RoundAsync_TimeToLive_SaysWhenToAskAgain()
    {
        using var sut = await CreateSutAsync();
        _dns.Addresses[Name] = ["10.1.1.1"];
        await RoundAsync(sut);
        var asked = _dns.Asked;

        _time.Advance(TimeSpan.FromSeconds(59.9));
        await RoundAsync(sut);
        Assert.Equal(asked, _dns.Asked);

        _dns.Addresses[Name] = ["10.1.1.2"];
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await RoundAsync(sut);
        Assert.Equal(["10.1.1.2"], _current.Options.Nodes.Keys);
    }

    [Theory]
    [InlineData(true, "no_answer")]
    [InlineData(false, "no_records")]
    public async Task RoundAsync_NoNodesAnyMore_ChangesNothingAndIsSeen(bool silent, string reason)
    {
        using var sut = await CreateSutAsync();
        using var lookups = new MetricCollector<long>(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), GatewayMeter.Name, "phone_services.discovery.lookups");
        _dns.Addresses[Name] = ["10.1.1.1"];
        await RoundAsync(sut);
        var before = _current.Value;
        var good = _time.GetUtcNow();
        _dns.Addresses.Clear();
        if (silent)
        {
            _dns.Silent.Add(Name);
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await RoundAsync(sut);
        _time.Advance(TimeSpan.FromSeconds(1));
        await RoundAsync(sut);

        var status = Assert.Single(sut.Sources);
        Assert.Same(before, _current.Value);
        Assert.Equal((2, good, _time.GetUtcNow() + TimeSpan.FromSeconds(2)), (status.Failures, status.LastGood, status.Next));
        Assert.Equal("10.1.1.1", Assert.Single(status.Nodes).Name);
        Assert.NotNull(status.Problem);
        Assert.Equal(1, _log.Collector.GetSnapshot().Count(entry => entry.Id.Name == "DiscoveryFailed"));
        Assert.Equal(2, lookups.GetMeasurementSnapshot().Count(measured => measured.MatchesTags(
            new KeyValuePair<string, object?>("name", Name), new("outcome", "failed"), new("reason", reason))));
    }

    [Fact]
    public async Task RoundAsync_DnsIsBack_IsTakenOverAndSaid()
    {
        using var sut = await CreateSutAsync();
        await RoundAsync(sut);
        Assert.True(sut.AwaitsNodes);

        _dns.Addresses[Name] = ["10.1.1.1"];
        _time.Advance(TimeSpan.FromSeconds(1));
        await RoundAsync(sut);

        Assert.Equal((0, (string?)null), (sut.Sources[0].Failures, sut.Sources[0].Problem));
        Assert.Equal(["10.1.1.1"], _current.Options.Nodes.Keys);
        Assert.Contains(_log.Collector.GetSnapshot(), entry => entry.Id.Name == "DiscoveryRecovered");
    }

    [Fact]
    public async Task RoundAsync_SameNodesAgain_TouchNothing()
    {
        using var sut = await CreateSutAsync();
        _dns.Addresses[Name] = ["10.1.1.1", "10.1.1.2"];
        await RoundAsync(sut);
        var before = _current.Value;

        _dns.Addresses[Name] = ["10.1.1.2", "10.1.1.1"];
        _time.Advance(TimeSpan.FromMinutes(1));
        await RoundAsync(sut);

        Assert.Same(before, _current.Value);
    }

    [Fact]
    public async Task RoundAsync_ConfiguredNodes_StandInThePlaceOfThoseFound()
    {
        using var sut = await CreateSutAsync(
            "--PhoneServices:Nodes:10.1.1.1:Address=http://10.1.1.1:8080/", "--PhoneServices:Nodes:10.1.1.1:State=Drain",
            "--PhoneServices:Nodes:publisher:Address=http://10.1.1.2:8080/", "--PhoneServices:Nodes:publisher:Priority=5",
            "--ReverseProxy:Clusters:idle:Destinations:web:Address=http://10.9.9.9/");
        _dns.Addresses[Name] = ["10.1.1.1", "10.1.1.2", "10.1.1.3"];

        await RoundAsync(sut);

        Assert.Equal(
            [("10.1.1.1", NodeState.Drain, 1), ("10.1.1.3", NodeState.Active, 1), ("publisher", NodeState.Active, 5)],
            _current.Options.Nodes.Select(node => (node.Key, node.Value.State, node.Value.Priority)).Order());
        Assert.Equal(["web"], _current.Value.Clusters.Single(cluster => cluster.ClusterId == "idle").Destinations!.Keys);
    }

    [Fact]
    public async Task Accept_ReloadedFile_KeepsTheNodesThatWereFound()
    {
        using var sut = await CreateSutAsync();
        _dns.Addresses[Name] = ["10.1.1.1"];
        await RoundAsync(sut);

        _current.Accept(await LoadAsync("--PhoneServices:Nodes:publisher:Address=http://10.1.1.9:8080/"));

        Assert.Equal(["10.1.1.1", "publisher"], _current.Options.Nodes.Keys.Order());
    }

    [Fact]
    public async Task RoundAsync_AnotherNameConfigured_KeepsTheOldNodesUntilItAnswers()
    {
        using var sut = await CreateSutAsync();
        _dns.Addresses[Name] = ["10.1.1.1"];
        await RoundAsync(sut);

        _current.Accept(await LoadAsync("--PhoneServices:Discovery:AddressName=new.example.com"));
        await RoundAsync(sut);
        Assert.Equal(["10.1.1.1"], _current.Options.Nodes.Keys);

        _dns.Addresses["new.example.com"] = ["10.1.1.2"];
        _time.Advance(TimeSpan.FromSeconds(1));
        await RoundAsync(sut);
        Assert.Equal(["10.1.1.2"], _current.Options.Nodes.Keys);
    }

    [Fact]
    public async Task StartAsync_DnsDoesNotAnswer_ReturnsAndGoesOnTrying()
    {
        using var sut = await CreateSutAsync();

        await sut.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(sut.AwaitsNodes);
        Assert.Equal(1, sut.Sources[0].Failures);
        await sut.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A pool without nodes keeps nobody from the other services, and one that a reload renames has its nodes at once.</summary>
    [Fact]
    public async Task RoundAsync_PoolOfDns_GetsItsNodesAndKeepsThemUnderAnotherName()
    {
        using var lookups = new MetricCollector<long>(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), GatewayMeter.Name, "phone_services.discovery.lookups");
        using var sut = await CreateSutAsync(Pool("web"));
        _dns.Addresses[Name] = ["10.1.1.1"];
        await RoundAsync(sut);
        Assert.False(sut.AwaitsNodes);
        Assert.Empty(NodesOfIdle());

        _dns.Addresses["web.example.com"] = ["10.1.5.1"];
        _time.Advance(TimeSpan.FromSeconds(1));
        await RoundAsync(sut);
        Assert.Equal(["10.1.5.1"], NodesOfIdle());
        Assert.Equal("http://10.1.5.1:80/", _current.Options.Pools.Find("web")!.Nodes["10.1.5.1"].Address);
        Assert.Contains(lookups.GetMeasurementSnapshot(), measured => measured.MatchesTags(
            new KeyValuePair<string, object?>("name", "web.example.com"), new("pool", "web"), new("outcome", "ok"), new("reason", "none")));

        var asked = _dns.Asked;
        _current.Accept(await LoadAsync(Pool("intranet")));
        Assert.Equal(["10.1.5.1"], NodesOfIdle());
        await RoundAsync(sut);
        Assert.Equal(["10.1.5.1"], NodesOfIdle());
        Assert.Equal(asked, _dns.Asked);

        IEnumerable<string> NodesOfIdle() => _current.Value.Clusters.Single(cluster => cluster.ClusterId == "idle").Destinations!.Keys;

        static string[] Pool(string name) =>
        [
            $"--PhoneServices:Pools:{name}:Discovery:AddressName=web.example.com", $"--PhoneServices:Pools:{name}:Discovery:Port=80",
            $"--ReverseProxy:Clusters:idle:Metadata:Pool={name}",
        ];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Task RoundAsync(NodeDiscovery sut) => sut.RoundAsync(TestContext.Current.CancellationToken);

    private static async Task<GatewayConfiguration> LoadAsync(params string[] settings)
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([], [$"--PhoneServices:Discovery:AddressName={Name}", .. settings])).LoadAsync();
        Assert.Empty(loaded.Errors);
        return loaded.Configuration!;
    }

    private async Task<NodeDiscovery> CreateSutAsync(params string[] settings)
    {
        var configuration = await LoadAsync(settings);
        var framework = new LastGoodConfigurationProvider();
        _current = new(configuration, framework, new InMemoryConfigProvider(configuration.Routes, configuration.Clusters), new(), clusters => clusters);
        return new(_current, new(_dns, new(() => _current.Value.Root)), new(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()), _time, _log);
    }
}
