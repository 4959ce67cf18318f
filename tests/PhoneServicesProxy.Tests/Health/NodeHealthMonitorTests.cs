using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public class NodeHealthMonitorTests
{
    [Fact]
    public async Task InitialProbeCompleted_OneNodeHangs_WaitsForItsFirstVerdict()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Answer = (url, limit) => url.Host == "a" ? Answers.Never(limit) : Answers.Ok(url, limit);
        fixture.Start();

        fixture.Advance(740);
        Assert.False(fixture.Monitor.InitialProbeCompleted);
        fixture.Advance(10);

        Assert.True(fixture.Monitor.InitialProbeCompleted);
        await fixture.Readiness.WaitForFirstVerdictsAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task InitialProbeCompleted_PassiveMark_IsAVerdict()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Answer = (probe, limit) => probe.Host == "a" ? Answers.Never(limit) : Answers.Ok(probe, limit);
        fixture.Start();
        fixture.Advance(600);
        Assert.False(fixture.Monitor.InitialProbeCompleted);

        fixture.Reporter.AttemptFailed(menu, menu.Destinations["a"], AttemptFailure.ConnectFailed);

        Assert.True(fixture.Monitor.InitialProbeCompleted);
    }

    [Fact]
    public async Task InitialProbeCompleted_NothingToProbe_IsTrueAfterStart()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", false, ("a", "http://a/"));
        Assert.False(fixture.Monitor.InitialProbeCompleted);

        fixture.Start();

        Assert.True(fixture.Monitor.InitialProbeCompleted);
    }

    [Fact]
    public async Task OnClusterAdded_BeforeStart_DoesNotProbe()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));

        fixture.Advance(2000);

        Assert.Empty(fixture.Probes);
    }

    [Fact]
    public async Task OnClusterChanged_NewNode_IsProbedAtOnce()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(100);
        fixture.Probes.Clear();

        menu.Destinations["b"] = Destination("b", "http://b/");
        fixture.Monitor.OnClusterChanged(menu);
        fixture.Advance(10);

        Assert.Equal("http://b/menu", Assert.Single(fixture.Probes).Url);
    }

    [Fact]
    public async Task OnClusterChanged_NothingOfMatter_KeepsStateAndPace()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(100);
        var node = fixture.Nodes.Find(menu.Destinations["a"]);

        for (var i = 0; i < 20; i++)
        {
            fixture.Advance(100);
            fixture.Monitor.OnClusterChanged(menu);
        }

        Assert.Same(node, fixture.Nodes.Find(menu.Destinations["a"]));
        Assert.Equal([0, 600, 1200, 1800], fixture.Probes.Select(probe => probe.At.TotalMilliseconds));
    }

    [Fact]
    public async Task OnClusterChanged_NodeRemoved_IsProbedNoMore()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Start();
        fixture.Advance(100);

        menu.Destinations.TryRemove("a", out _);
        fixture.Monitor.OnClusterChanged(menu);
        fixture.Probes.Clear();
        fixture.Advance(2000);

        Assert.All(fixture.Probes, probe => Assert.Equal("http://b/menu", probe.Url));
        Assert.NotEmpty(fixture.Probes);
        Assert.Single(fixture.Nodes.Nodes);
    }

    [Fact]
    public async Task OnClusterChanged_OtherAddress_ForgetsVerdict()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (url, limit) => url.Host == "a" ? Answers.Refused : Answers.Never(limit);
        fixture.Start();
        fixture.Advance(1000);
        var before = menu.Destinations["a"];
        Assert.Equal(DestinationHealth.Unhealthy, before.Health.Active);

        ReplaceModel(before, new DestinationConfig { Address = "http://other/" });
        fixture.Monitor.OnClusterChanged(menu);
        fixture.Advance(10);

        Assert.Equal(DestinationHealth.Unknown, before.Health.Active);
        Assert.Equal("http://other/menu", fixture.Probes.Last().Url);
    }

    [Fact]
    public async Task OnClusterRemoved_Probing_Ends()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Start();
        fixture.Advance(100);

        fixture.Monitor.OnClusterRemoved(menu);
        fixture.Probes.Clear();
        fixture.Advance(5000);

        Assert.Empty(fixture.Probes);
        Assert.Empty(fixture.Nodes.Nodes);
        Assert.True(fixture.Monitor.InitialProbeCompleted);
    }

    [Fact]
    public async Task DisposeAsync_ProbesUnderWay_EndsThemAll()
    {
        // The fixture checks on disposal that no probe is left.
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Start();
        fixture.Advance(300);
        fixture.Probes.Clear();

        await fixture.Monitor.DisposeAsync();
        fixture.Advance(2000);

        Assert.Empty(fixture.Probes);
    }

    private static DestinationState Destination(string id, string address) =>
        new(id, new DestinationModel(new DestinationConfig { Address = address }));

    // Only YARP itself may do this, when it loads a configuration.
    private static void ReplaceModel(DestinationState destination, DestinationConfig config) =>
        typeof(DestinationState).GetProperty(nameof(DestinationState.Model))!
            .SetValue(destination, new DestinationModel(config));
}
