using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>How long failed requests keep a node out, and what brings it back.</summary>
public sealed class PassiveHealthTests : IAsyncDisposable
{
    private static readonly (string, string)[] Nodes = [("a", "http://a/"), ("b", "http://b/"), ("c", "http://c/")];

    private readonly ProbingFixture _fixture = new();

    [Fact]
    public void ConnectFailed_Cause_NamesTheServiceOfTheRequest()
    {
        var (menu, login) = (Add("menu"), Add("login"));

        _fixture.Reporter.AttemptFailed(menu[0].Destination, AttemptFailure.ConnectFailed);

        Assert.Equal(
            [("login", "a request for menu could not connect", AttemptFailure.ConnectFailed), ("menu", "a request for menu could not connect", AttemptFailure.ConnectFailed)],
            _fixture.Seen.Select(change => (change.Cluster, change.Cause, change.Failure)).OrderBy(seen => seen.Cluster, StringComparer.Ordinal));
        Assert.True(IsOut(login[0]));
    }

    [Fact]
    public void ConnectFailed_NodeIsProbed_IsProbedAtOnceInEachService()
    {
        var (menu, _) = (Add("menu"), Add("login"));
        _fixture.Start();
        _fixture.Advance(300);
        _fixture.Probes.Clear();

        _fixture.Reporter.AttemptFailed(menu[0].Destination, AttemptFailure.ConnectFailed);
        _fixture.Advance(10);

        Assert.Equal(["http://a/login", "http://a/menu"], _fixture.Probes.Select(probe => probe.Url).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ServiceFailed_Cause_IsToldAndTheNodeIsProbed()
    {
        var menu = Add("menu");
        _fixture.Start();
        _fixture.Advance(300);
        _fixture.Probes.Clear();

        Fail(menu[0], 3);
        _fixture.Advance(10);

        var change = _fixture.Seen.Last();
        Assert.Equal(("a", "requests of phones failed", AttemptFailure.BadStatus), (change.Destination, change.Cause, change.Failure));
        Assert.Equal("http://a/menu", Assert.Single(_fixture.Probes).Url);
    }

    [Fact]
    public void Release_NodeWithoutProbes_IsToldAndIsUsedAgain()
    {
        var menu = Add("menu", isProbed: false);
        _fixture.Reporter.AttemptFailed(menu[0].Destination, AttemptFailure.ConnectFailed);
        _fixture.Updater.Updated.Clear();

        _fixture.Advance(1000);

        Assert.Equal((NodeCondition.Unknown, "requests may try it again", AttemptFailure.None), (_fixture.Seen.Last().State, _fixture.Seen.Last().Cause, _fixture.Seen.Last().Failure));
        Assert.Equal("menu", Assert.Single(_fixture.Updater.Updated));
    }

    /// <summary>A good probe proves nothing of a port that it did not ask.</summary>
    [Fact]
    public void ProbeSucceeded_ProbesAskAnotherPort_BringsItBackAfterTheHoldTimeOnly()
    {
        var menu = Add("menu", health: "http://a:9000/");
        _fixture.Start();
        _fixture.Advance(100);
        _fixture.Reporter.AttemptFailed(menu[0].Destination, AttemptFailure.ConnectFailed);

        _fixture.Advance(990);
        Assert.True(IsOut(menu[0]));
        _fixture.Advance(1000);

        Assert.False(IsOut(menu[0]));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public void ProbeSucceeded_HoldTime_IsOverAtItsEnd(int milliseconds, bool isOut)
    {
        var menu = Add("menu");
        Fail(menu[0], 3);
        _fixture.Updater.Updated.Clear();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        _fixture.Passive.ProbeSucceeded(menu[0], _fixture.Time.GetTimestamp());

        Assert.Equal(isOut, IsOut(menu[0]));
        Assert.Equal(isOut ? [] : ["menu"], _fixture.Updater.Updated);
    }

    [Fact]
    public void ProbeSucceeded_ProbeBeganWhenTheRequestFailed_ProvesNothing()
    {
        var menu = Add("menu");
        _fixture.Passive.ConnectFailed(menu[0], AttemptFailure.ConnectFailed);

        _fixture.Passive.ProbeSucceeded(menu[0], _fixture.Time.GetTimestamp());
        Assert.True(IsOut(menu[0]));
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        _fixture.Passive.ProbeSucceeded(menu[0], _fixture.Time.GetTimestamp());

        Assert.False(IsOut(menu[0]));
    }

    [Fact]
    public void ConnectFailed_AgainWhileOut_ProbesBetweenProveNothing()
    {
        var menu = Add("menu");
        _fixture.Passive.ConnectFailed(menu[0], AttemptFailure.ConnectFailed);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        var between = _fixture.Time.GetTimestamp();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(50));

        _fixture.Passive.ConnectFailed(menu[0], AttemptFailure.ConnectFailed);
        _fixture.Passive.ProbeSucceeded(menu[0], between);

        Assert.True(IsOut(menu[0]));
        Assert.Single(_fixture.Seen, change => change.Destination == "a");
    }

    [Fact]
    public void ConnectFailed_WhileHeldForFailures_DoesNotShortenTheHoldTime()
    {
        var menu = Add("menu");
        Fail(menu[0], 3);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(500));

        _fixture.Passive.ConnectFailed(menu[0], AttemptFailure.ConnectFailed);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        _fixture.Passive.ProbeSucceeded(menu[0], _fixture.Time.GetTimestamp());

        Assert.True(IsOut(menu[0]));
    }

    [Fact]
    public void ConnectFailed_WithoutProbesAgainWithinAMinute_IsHeldTwiceAsLong()
    {
        var menu = Add("menu", isProbed: false);
        _fixture.Passive.ConnectFailed(menu[0], AttemptFailure.ConnectFailed);
        _fixture.Advance(30_000, step: 500);
        Assert.False(IsOut(menu[0]));

        _fixture.Passive.ConnectFailed(menu[0], AttemptFailure.ConnectFailed);

        _fixture.Advance(1990);
        Assert.True(IsOut(menu[0]));
        _fixture.Advance(10);
        Assert.False(IsOut(menu[0]));
    }

    /// <summary>A failure that was too few to take the node out is a failure all the same: there was no quiet minute.</summary>
    [Fact]
    public void ServiceFailed_OneFailureBetween_HoldTimeGoesOnGrowing()
    {
        var menu = Add("menu");
        Fail(menu[0], 3);
        _fixture.Time.Advance(TimeSpan.FromSeconds(50));
        _fixture.Passive.ProbeSucceeded(menu[0], _fixture.Time.GetTimestamp());
        Fail(menu[0], 1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(50));

        Fail(menu[0], 3);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1500));
        _fixture.Passive.ProbeSucceeded(menu[0], _fixture.Time.GetTimestamp());
        Assert.True(IsOut(menu[0]));
    }

    [Fact]
    public void ServiceFailed_ProbesHaveTakenAnotherNodeOut_ThatOneIsNotCounted()
    {
        var menu = Add("menu");
        Fail(menu[0], 3);
        menu[0].Destination.Health.Active = DestinationHealth.Unhealthy;

        Fail(menu[1], 3);

        Assert.True(IsOut(menu[1]));
    }

    [Fact]
    public void ServiceFailed_ManySuccessesAndThenFailuresAlone_IsTheThreshold()
    {
        var menu = Add("menu");
        Fail(menu[0], 1);
        for (var i = 0; i < 100; i++)
        {
            _fixture.Reporter.AttemptSucceeded(menu[0].Destination);
        }

        _fixture.Passive.ServiceFailed(menu[0], AttemptFailure.BadStatus, phone: 2);
        _fixture.Passive.ServiceFailed(menu[0], AttemptFailure.BadStatus, phone: 3);
        Assert.False(IsOut(menu[0]));
        _fixture.Passive.ServiceFailed(menu[0], AttemptFailure.BadStatus, phone: 4);

        Assert.True(IsOut(menu[0]));
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void ServiceFailed_FailuresWithinTheWindow_AreCountedTogether(int milliseconds, bool isOut)
    {
        var menu = Add("menu");
        Fail(menu[0], 1);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        _fixture.Passive.ServiceFailed(menu[0], AttemptFailure.BadStatus, phone: 2);
        _fixture.Passive.ServiceFailed(menu[0], AttemptFailure.BadStatus, phone: 3);

        Assert.Equal(isOut, IsOut(menu[0]));
    }

    [Fact]
    public void ServiceFailed_NodeWasRemovedMeanwhile_LeavesNoMark()
    {
        var menu = Add("menu");
        _fixture.Monitor.OnClusterRemoved(menu[0].Cluster);

        Fail(menu[0], 3);

        Assert.False(IsOut(menu[0]));
    }

    [Fact]
    public void OnClusterRemoved_NodeIsOut_IsForgottenAndUsedAgain()
    {
        var menu = Add("menu");
        Fail(menu[0], 3);
        menu[1].Destination.Health.Active = DestinationHealth.Unhealthy;
        _fixture.Updater.Updated.Clear();

        _fixture.Monitor.OnClusterRemoved(menu[0].Cluster);

        Assert.All(menu, node => Assert.Equal((DestinationHealth.Unknown, DestinationHealth.Unknown), (node.Destination.Health.Active, node.Destination.Health.Passive)));
        Assert.NotEmpty(_fixture.Updater.Updated);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static bool IsOut(NodeHealth node) => node.Destination.Health.Passive == DestinationHealth.Unhealthy;

    private NodeHealth[] Add(string service, bool isProbed = true, string? health = null)
    {
        var cluster = _fixture.AddCluster(service, isProbed, Nodes);
        if (health is not null)
        {
            Clusters.Move(cluster.Destinations["a"], new DestinationConfig { Address = "http://a/", Health = health });
            _fixture.Monitor.OnClusterChanged(cluster);
        }

        return [.. Nodes.Select(node => _fixture.Nodes.Find(cluster.Destinations[node.Item1])!)];
    }

    private void Fail(NodeHealth node, int times)
    {
        for (var i = 0U; i < times; i++)
        {
            _fixture.Passive.ServiceFailed(node, AttemptFailure.BadStatus, phone: i);
        }
    }
}
