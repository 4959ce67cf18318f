using System.Net;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
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

        fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.ConnectFailed);

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

        Clusters.Move(before, new DestinationConfig { Address = "http://other/" });
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

        await fixture.StopAsync();
        fixture.Advance(2000);

        Assert.Empty(fixture.Probes);
    }

    [Fact]
    public async Task OnClusterChanged_ProbesAreSwitchedOff_ForgetsVerdictAndAsksNoMore()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, _) => Answers.Refused;
        fixture.Start();
        fixture.Advance(1000);
        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);

        Clusters.Reload(menu, new ClusterConfig { ClusterId = "menu" });
        fixture.Monitor.OnClusterChanged(menu);
        fixture.Probes.Clear();
        fixture.Advance(2000);

        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Active);
        Assert.Empty(fixture.Probes);
        Assert.Null(Assert.Single(fixture.Nodes.Nodes).Prober);
    }

    [Fact]
    public async Task OnClusterChanged_ServiceWithoutProbes_KeepsWhatIsKnown()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", false, ("a", "http://a/"));
        var node = fixture.Nodes.Find(menu.Destinations["a"]);

        fixture.Monitor.OnClusterChanged(menu);

        Assert.Same(node, fixture.Nodes.Find(menu.Destinations["a"]));
    }

    [Fact]
    public async Task OnClusterChanged_ProbesAreSwitchedOn_AsksAtOnce()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", false, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(1000);

        Clusters.Reload(menu, Probing("/menu"));
        fixture.Monitor.OnClusterChanged(menu);

        Assert.Equal("http://a/menu", Assert.Single(fixture.Probes).Url);
    }

    [Fact]
    public async Task OnClusterChanged_ProbesAskForAnotherPage_AsksForThatAlone()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(1000);

        Clusters.Reload(menu, Probing("/other"));
        fixture.Probes.Clear();
        fixture.Monitor.OnClusterChanged(menu);
        Assert.Equal("http://a/other", Assert.Single(fixture.Probes).Url);
        fixture.Advance(3000);

        Assert.All(fixture.Probes, probe => Assert.Equal("http://a/other", probe.Url));
    }

    [Fact]
    public async Task OnClusterAdded_AfterItWasRemoved_IsProbedAgain()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(1000);
        fixture.Monitor.OnClusterRemoved(menu);
        fixture.Advance(1000);
        fixture.Probes.Clear();

        fixture.Monitor.OnClusterAdded(menu);
        fixture.Advance(10);

        Assert.Equal("http://a/menu", Assert.Single(fixture.Probes).Url);
    }

    [Fact]
    public async Task CheckHealthAsync_ClusterThatIsNew_IsProbed()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Monitor.OnClusterRemoved(menu);

        fixture.Start();

        Assert.Equal("http://a/menu", Assert.Single(fixture.Probes).Url);
    }

    [Fact]
    public async Task CheckHealthAsync_ProbesRunAlready_AsksAtOnce()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(300);
        fixture.Probes.Clear();

        fixture.Start();
        fixture.Advance(10);

        Assert.Single(fixture.Probes);
    }

    /// <summary>Names of nodes may be resolved after the start, and then a node gets requests before its first verdict.</summary>
    [Fact]
    public async Task InitialProbeCompleted_NodesComeAfterTheStart_WaitsForTheirFirstVerdicts()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true);
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Start();
        Assert.False(fixture.Monitor.InitialProbeCompleted);

        menu.Destinations["a"] = Destination("a", "http://a/");
        fixture.Monitor.OnClusterChanged(menu);
        Assert.False(fixture.Monitor.InitialProbeCompleted);
        fixture.Advance(750);

        Assert.True(fixture.Monitor.InitialProbeCompleted);
    }

    [Fact]
    public async Task InitialProbeCompleted_NodesWithoutProbesComeAfterTheStart_IsTrueThen()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", false);
        fixture.Start();
        Assert.False(fixture.Monitor.InitialProbeCompleted);

        menu.Destinations["a"] = Destination("a", "http://a/");
        fixture.Monitor.OnClusterChanged(menu);

        Assert.True(fixture.Monitor.InitialProbeCompleted);
    }

    /// <summary>A policy of one's own may never judge a node. The gateway does not wait for it longer than for its own.</summary>
    [Fact]
    public async Task InitialProbeCompleted_PolicyDoesNotJudge_WaitsForAsManyProbesAsTakeANodeOut()
    {
        await using var fixture = new ProbingFixture(policies: new SilentPolicy());
        var probing = Probing("/menu", fall: 3);
        fixture.AddCluster(probing with { HealthCheck = new() { Active = probing.HealthCheck!.Active! with { Policy = "Silent" } } }, ("a", "http://a/"));
        fixture.Start();

        fixture.Advance(1190);
        Assert.False(fixture.Monitor.InitialProbeCompleted);
        fixture.Advance(10);

        Assert.True(fixture.Monitor.InitialProbeCompleted);
    }

    [Fact]
    public async Task OnClusterChanged_NodeOfTheSameNameIsANewOne_TakesThePlaceOfTheOld()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        var old = menu.Destinations["a"];

        menu.Destinations["a"] = Destination("a", "http://a/");
        fixture.Monitor.OnClusterChanged(menu);

        Assert.Same(menu.Destinations["a"], Assert.Single(fixture.Nodes.Nodes).Destination);
        Assert.Null(fixture.Nodes.Find(old));
    }

    /// <summary>The services share a probe, so that it goes on for the one that stays.</summary>
    [Fact]
    public async Task OnClusterRemoved_SharedProbeEndsLater_IsNoVerdictForTheOneThatIsGone()
    {
        await using var fixture = new ProbingFixture();
        var (menu, messages) = (fixture.AddCluster(Probing("/menu", fall: 1), ("a", "http://a/")), fixture.AddCluster(Probing("/menu", fall: 1) with { ClusterId = "messages" }, ("a", "http://a/")));
        fixture.Start();
        var answer = new TaskCompletionSource<HttpStatusCode>();
        fixture.Answer = (_, _) => answer.Task;
        fixture.Advance(600);

        fixture.Monitor.OnClusterRemoved(menu);
        answer.SetResult(HttpStatusCode.InternalServerError);

        Assert.Equal(DestinationHealth.Unhealthy, messages.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Active);
        Assert.Equal(NodeCondition.Up, Assert.Single(fixture.Seen, change => change.Cluster == "menu").State);
    }

    [Fact]
    public async Task DisposeAsync_ClusterChangesLater_IsNotProbed()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        await fixture.StopAsync();
        fixture.Probes.Clear();

        menu.Destinations["b"] = Destination("b", "http://b/");
        fixture.Monitor.OnClusterChanged(menu);
        fixture.Advance(1000);

        Assert.Empty(fixture.Probes);
        Assert.Single(fixture.Nodes.Nodes);
    }

    /// <summary>Without probes, a timer brings a node back. Nothing may happen on it after the end.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_NodeWithoutProbesIsOut_NothingIsToldLater(bool isRemoved)
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", false, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.ConnectFailed);

        if (isRemoved)
        {
            fixture.Monitor.OnClusterRemoved(menu);
        }
        else
        {
            await fixture.StopAsync();
        }

        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Passive);
        fixture.Advance(3000);

        Assert.Equal(NodeCondition.Down, Assert.Single(fixture.Seen).State);
    }

    private static ClusterConfig Probing(string path, int? fall = null) => new()
    {
        ClusterId = "menu",
        Metadata = fall is null ? null : new Dictionary<string, string> { [HealthMetadataKeys.Fall] = $"{fall}" },
        HealthCheck = new()
        {
            Active = new() { Enabled = true, Interval = TimeSpan.FromMilliseconds(600), Timeout = TimeSpan.FromMilliseconds(500), Policy = HealthPolicyNames.FallRise, Path = path },
        },
    };

    private static DestinationState Destination(string id, string address) =>
        new(id, new DestinationModel(new DestinationConfig { Address = address }));

    private sealed class SilentPolicy : IActiveHealthCheckPolicy
    {
        public string Name => "Silent";

        public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
        {
        }
    }
}
