using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public class HealthReporterTests
{
    private static readonly (string, string)[] Nodes = [("a", "http://a/"), ("b", "http://b/"), ("c", "http://c/")];

    [Theory]
    [InlineData((int)AttemptFailure.None)]
    [InlineData((int)AttemptFailure.StaleConnection)]
    [InlineData((int)AttemptFailure.Rejected)]
    [InlineData((int)AttemptFailure.NodeBusy)]
    [InlineData((int)AttemptFailure.NodeFull)]
    [InlineData((int)AttemptFailure.NotWritten)]
    [InlineData((int)AttemptFailure.GatewayExhausted)]
    public async Task AttemptFailed_NoEvidence_ChangesNothing(int failure)
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);

        for (var i = 0; i < 10; i++)
        {
            fixture.Reporter.AttemptFailed(menu.Destinations["a"], (AttemptFailure)failure);
            fixture.Reporter.DidWorse(menu.Destinations["a"], (AttemptFailure)failure, phone: (ulong)i);
        }

        Assert.Empty(fixture.Seen);
        Assert.Empty(fixture.Probes);
    }

    [Theory]
    [InlineData((int)AttemptFailure.ConnectFailed)]
    [InlineData((int)AttemptFailure.ConnectTimeout)]
    public async Task AttemptFailed_Connect_NodeIsOutOfAllServicesAtOnce(int failure)
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        var login = fixture.AddCluster("login", false, Nodes);

        fixture.Reporter.AttemptFailed(menu.Destinations["a"], (AttemptFailure)failure);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
        Assert.Equal(DestinationHealth.Unhealthy, login.Destinations["a"].Health.Passive);
        Assert.Equal(DestinationHealth.Unknown, login.Destinations["b"].Health.Passive);
        Assert.Contains("menu", fixture.Updater.Updated);
        Assert.Contains("login", fixture.Updater.Updated);
    }

    /// <summary>What speaks http at a port fails by https there: that is a wrong address of one cluster, not a dead node.</summary>
    [Fact]
    public async Task AttemptFailed_ConnectByHttpsWhereHttpIsSpoken_NodeStaysInOtherServices()
    {
        await using var fixture = new ProbingFixture();
        var own = fixture.AddCluster("own", false, ("x", "https://a:8080/"), ("y", "https://b:8080/"), ("z", "https://c:8080/"));
        var menu = fixture.AddCluster("menu", false, ("a", "http://a:8080/"), ("b", "http://b:8080/"), ("c", "http://c:8080/"));

        fixture.Reporter.AttemptFailed(own.Destinations["x"], AttemptFailure.ConnectFailed);

        Assert.Equal(DestinationHealth.Unhealthy, own.Destinations["x"].Health.Passive);
        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_Connect_NextGoodProbeBringsItBack()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        fixture.Start();
        fixture.Advance(100);

        fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.ConnectFailed);
        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
        fixture.Advance(150);

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Passive);
        Assert.Equal([NodeCondition.Up, NodeCondition.Down, NodeCondition.Up],
            fixture.Seen.Where(change => change.Destination == "a").Select(change => change.State));
    }

    [Fact]
    public async Task AttemptFailed_ConnectInServiceWithoutProbes_IsTriedAgainAfterHoldTime()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", false, Nodes);
        fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.ConnectFailed);

        fixture.Advance(990);
        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
        fixture.Advance(20);

        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_GoodProbeStartedBefore_ProvesNothing()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        var node = fixture.Nodes.Find(menu.Destinations["a"])!;
        var before = fixture.Time.GetTimestamp();

        fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.ConnectFailed);
        fixture.Passive.ProbeSucceeded(node, before);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_BelowThreshold_OnlyAsksForAProbe()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        fixture.Start();
        fixture.Advance(300);
        fixture.Probes.Clear();

        Fail(fixture, menu, "a", times: 2);
        fixture.Advance(10);

        Assert.Equal("http://a/menu", Assert.Single(fixture.Probes).Url);
        Assert.NotEqual(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_Threshold_IsOutOfThatServiceAlone()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        var login = fixture.AddCluster("login", true, Nodes);

        Fail(fixture, menu, "a", times: 3);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
        Assert.Equal(DestinationHealth.Unknown, login.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_NobodyDidBetter_OnlyAsksForAProbe()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        fixture.Start();
        fixture.Advance(300);
        fixture.Probes.Clear();

        for (var i = 0; i < 20; i++)
        {
            fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.BadStatus);
        }

        fixture.Advance(10);

        Assert.Equal("http://a/menu", Assert.Single(fixture.Probes).Url);
        Assert.NotEqual(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task DidWorse_OnePhone_HoweverOftenIsNoThreshold()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);

        for (var i = 0; i < 1000; i++)
        {
            fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: 1);
        }

        Assert.False(IsOut(menu.Destinations["a"]));
    }

    [Fact]
    public async Task DidWorse_OnePhoneAgainAndAgainAfterAnother_DoesNotDriveThatOut()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);

        fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: 2);
        fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: 1);
        Assert.False(IsOut(menu.Destinations["a"]));
        fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: 1);

        Assert.True(IsOut(menu.Destinations["a"]));
    }

    /// <summary>Where three phones must have met a failure, one phone that presses on does not hide the others.</summary>
    [Fact]
    public async Task DidWorse_OnePhoneBetweenTwoOthers_IsCountedOnce()
    {
        await using var fixture = new ProbingFixture();
        (fixture.Options.Passive.Failures, fixture.Options.Passive.Phones) = (3, 3);
        var menu = fixture.AddCluster("menu", true, Nodes);

        foreach (var phone in (ulong[])[2, 1, 1, 1, 1])
        {
            fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone);
        }

        Assert.False(IsOut(menu.Destinations["a"]));
        fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: 3);

        Assert.True(IsOut(menu.Destinations["a"]));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(3, 3, 3)]
    [InlineData(5, 2, 5)]
    [InlineData(2, 8, 8)]
    public async Task DidWorse_AsManyFailuresOfAsManyPhones_IsTheThreshold(int failures, int phones, int expected)
    {
        await using var fixture = new ProbingFixture();
        (fixture.Options.Passive.Failures, fixture.Options.Passive.Phones) = (failures, phones);
        var menu = fixture.AddCluster("menu", true, Nodes);

        for (var i = 1; i <= expected; i++)
        {
            Assert.False(IsOut(menu.Destinations["a"]));
            fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: (ulong)(i % phones));
        }

        Assert.True(IsOut(menu.Destinations["a"]));
    }

    [Fact]
    public async Task AttemptFailed_SpreadOverMoreThanTheWindow_IsNoThreshold()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);

        for (var i = 0; i < 6; i++)
        {
            fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.AnswerTimeout, phone: (ulong)i);
            fixture.Advance(5100, step: 100);
        }

        Assert.NotEqual(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_RareAmongSuccesses_IsNoThreshold()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);

        for (var i = 0; i < 5; i++)
        {
            fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.AnswerTimeout, phone: (ulong)i);
            for (var j = 0; j < 20; j++)
            {
                fixture.Reporter.AttemptSucceeded(menu.Destinations["a"]);
            }
        }

        Assert.NotEqual(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Passive);
    }

    [Fact]
    public async Task AttemptFailed_ManyNodes_NeverMoreThanMaxShareAreOut()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);

        Fail(fixture, menu, "a", times: 5);
        Fail(fixture, menu, "b", times: 5);
        Fail(fixture, menu, "c", times: 5);

        Assert.Equal("a", Assert.Single(menu.Destinations.Values, IsOut).DestinationId);
    }

    [Fact]
    public async Task AttemptFailed_ConnectToManyNodes_NeverMoreThanMaxShareAreOut()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", false, Nodes);

        foreach (var node in menu.Destinations.Values)
        {
            fixture.Reporter.AttemptFailed(node, AttemptFailure.ConnectFailed);
        }

        Assert.Equal(1, menu.Destinations.Values.Count(node => node.Health.Passive == DestinationHealth.Unhealthy));
    }

    [Fact]
    public async Task AttemptFailed_OnlyNode_StaysIn()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));

        Fail(fixture, menu, "a", times: 5);

        Assert.False(IsOut(menu.Destinations["a"]));
    }

    [Fact]
    public async Task AttemptFailed_Again_IsHeldLongerEachTime()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, Nodes);
        fixture.Start();
        fixture.Advance(300);

        foreach (var hold in new[] { 1000, 2000, 4000 })
        {
            Fail(fixture, menu, "a", times: 3);
            fixture.Advance(hold - 10);
            Assert.True(IsOut(menu.Destinations["a"]));
            fixture.Advance(1000);
            Assert.False(IsOut(menu.Destinations["a"]));
        }
    }

    private static void Fail(ProbingFixture fixture, ClusterState cluster, string destination, int times)
    {
        for (var i = 0U; i < times; i++)
        {
            fixture.Reporter.AttemptFailed(cluster.Destinations[destination], AttemptFailure.AnswerTimeout);
            fixture.Reporter.DidWorse(cluster.Destinations[destination], AttemptFailure.AnswerTimeout, phone: i);
        }
    }

    private static bool IsOut(DestinationState destination) => destination.Health.Passive == DestinationHealth.Unhealthy;
}
