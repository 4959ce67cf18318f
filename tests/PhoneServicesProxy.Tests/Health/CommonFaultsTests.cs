using System.Net;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>All nodes fail the same probe in the same way.</summary>
public sealed class CommonFaultsTests
{
    private const string Good = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";
    private const string IllFormed = "<CiscoIPPhoneMenu>\n<Title>Meyer & Co</Title></CiscoIPPhoneMenu>";

    private static readonly Dictionary<string, string> Expected = new() { ["Health.Expect"] = "PhoneXml", ["Health.Root"] = "CiscoIPPhoneMenu" };

    [Fact]
    public async Task Probe_AllNodesIllFormed_StayUpAndItIsSaidOnce()
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => Good, "a", "b", "c");
        fixture.Page = _ => IllFormed;

        fixture.Advance(20_000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Healthy, node.Health.Active));
        Assert.DoesNotContain(fixture.Seen, change => change.State == NodeCondition.Down);
        var (fault, began) = Assert.Single(fixture.FaultsSeen);
        Assert.True(began);
        Assert.True(fault.IsServed);
        Assert.Equal(
            "line 2, column 14: bare & in <Title>), for /menu. The probe or the application is wrong; phones get what the nodes answer",
            fault.Meaning[fault.Meaning.IndexOf("line", StringComparison.Ordinal)..]);
        Assert.Equal("All 3 nodes fail in the same way the probe of menu", CommonFault.HeadlineOf([Assert.Single(fixture.Faults.All)]));
    }

    [Fact]
    public async Task Probe_IllFormedFromTheStart_IsUpAndReady()
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => IllFormed, "a", "b");

        Assert.True(fixture.Readiness.FirstVerdictsIn);
        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Healthy, node.Health.Active));
    }

    /// <summary>A wrong probe is no reason to ask healthy nodes more often than healthy nodes are asked.</summary>
    [Fact]
    public async Task Probe_AllNodesIllFormed_AreAskedNoMoreThanHealthyOnes()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("login", true, ("a", "http://a/"), ("b", "http://b/"));
        Start(fixture, url => url.AbsolutePath == "/menu" ? IllFormed : Good, "a", "b");
        fixture.Advance(5000);
        fixture.Probes.Clear();

        fixture.Advance(6000);

        Assert.InRange(fixture.Probes.Count, 36, 44);
    }

    [Fact]
    public async Task Probe_OneNodeIsGood_OnlyTheOtherIsDown()
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => Good, "a", "b");
        fixture.Page = url => url.Host == "a" ? IllFormed : Good;

        fixture.Advance(2000);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["b"].Health.Active);
        Assert.Empty(fixture.FaultsSeen);
    }

    [Fact]
    public async Task Probe_OneOfAllIsRepaired_TheOtherIsDownAtOnce()
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => IllFormed, "a", "b");
        fixture.Advance(3000);
        fixture.Page = url => url.Host == "a" ? IllFormed : Good;

        fixture.Advance(1500);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["b"].Health.Active);
        Assert.Equal([true, false], fixture.FaultsSeen.Select(seen => seen.Began));
        Assert.Empty(fixture.Faults.All);
    }

    [Fact]
    public async Task Probe_AllAreRepaired_NothingWasEverDown()
    {
        await using var fixture = new ProbingFixture();
        Start(fixture, _ => IllFormed, "a", "b");
        fixture.Advance(3000);
        fixture.Page = _ => Good;

        fixture.Advance(3000);

        Assert.DoesNotContain(fixture.Seen, change => change.State == NodeCondition.Down);
        Assert.Equal([true, false], fixture.FaultsSeen.Select(seen => seen.Began));
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("hang")]
    [InlineData("503")]
    public async Task Probe_OneOfAllIllFormedDies_OnlyThatOneIsDown(string fault)
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => IllFormed, "a", "b");
        fixture.Advance(3000);
        fixture.Answer = (url, limit) => url.Host == "a" ? Answers.Ok(url, limit) : Fail(fault, limit);

        fixture.Advance(4000);

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["b"].Health.Active);
        Assert.Equal("The only node that answers fails the probe of menu", CommonFault.HeadlineOf([Assert.Single(fixture.Faults.All)]));
    }

    /// <summary>Users lose what nobody serves.</summary>
    [Theory]
    [InlineData("refuse", false)]
    [InlineData("hang", false)]
    [InlineData("503", true)]
    [InlineData("500", true)]
    [InlineData("html", true)]
    [InlineData("empty", true)]
    public async Task Probe_AllNodesFailSoThatPhonesGetNothing_AreDown(string fault, bool isSaid)
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => Good, "a", "b");
        fixture.Answer = (_, limit) => Fail(fault, limit);
        fixture.Page = _ => fault == "html" ? "<html></html>" : "";

        fixture.Advance(4000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Unhealthy, node.Health.Active));
        Assert.Equal(isSaid ? [(true, false)] : [], fixture.FaultsSeen.Select(seen => (seen.Began, seen.Fault.IsServed)));
    }

    /// <summary>A node that dies besides says nothing of the application, which the others still lack.</summary>
    [Theory]
    [InlineData("refuse", "Both nodes that answer fail in the same way the probe of menu", "a", "b", "c")]
    [InlineData("hang", "Both nodes that answer fail in the same way the probe of menu", "a", "b", "c")]
    [InlineData("refuse", "The only node that answers fails the probe of menu", "b", "c")]
    public async Task Probe_AllNodesFailAlikeAndOneDies_GoesOn(string fault, string expected, params string[] nodes)
    {
        await using var fixture = new ProbingFixture();
        Start(fixture, _ => Good, nodes);
        fixture.Answer = (_, limit) => Fail("500", limit);
        fixture.Advance(4000);
        fixture.Answer = (url, limit) => Fail(url.Host == "c" ? fault : "500", limit);

        fixture.Advance(15_000);

        Assert.True(Assert.Single(fixture.FaultsSeen).Began);
        Assert.Equal(expected, CommonFault.HeadlineOf([Assert.Single(fixture.Faults.All)]));
        fixture.Answer = Answers.Ok;
        fixture.Advance(15_000);
        Assert.Equal([true, false], fixture.FaultsSeen.Select(seen => seen.Began));
    }

    [Fact]
    public async Task Probe_OneNodeIsDeadAndTheOthersFailAlike_IsSaid()
    {
        await using var fixture = new ProbingFixture();
        Start(fixture, _ => Good, "a", "b", "c");
        fixture.Answer = (url, limit) => Fail(url.Host == "c" ? "refuse" : "200", limit);
        fixture.Advance(5000);
        Assert.Empty(fixture.Faults.All);
        fixture.Answer = (url, limit) => Fail(url.Host == "c" ? "refuse" : "500", limit);

        fixture.Advance(5000);

        Assert.Equal("Both nodes that answer fail in the same way the probe of menu", CommonFault.HeadlineOf([Assert.Single(fixture.Faults.All)]));
    }

    /// <summary>One node alone may have a trouble of its own.</summary>
    [Fact]
    public async Task Probe_OneNodeIsDeadAndThenTheOtherFails_IsNoCommonFault()
    {
        await using var fixture = new ProbingFixture();
        Start(fixture, _ => Good, "a", "b");
        fixture.Answer = (url, limit) => Fail(url.Host == "a" ? "refuse" : "200", limit);
        fixture.Advance(5000);
        fixture.Answer = (url, limit) => Fail(url.Host == "a" ? "refuse" : "500", limit);

        fixture.Advance(5000);

        Assert.Empty(fixture.FaultsSeen);
    }

    [Theory]
    [InlineData(404, "status 404 for /menu")]
    [InlineData(403, "status 403 for /menu")]
    [InlineData(401, "status 401 for /menu")]
    [InlineData(302, "status 302 for /menu")]
    public async Task Probe_AllNodesRefuseTheQuestion_StayUp(int status, string expected)
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => Good, "a", "b");
        fixture.Answer = (_, _) => Task.FromResult((HttpStatusCode)status);

        fixture.Advance(3000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Healthy, node.Health.Active));
        Assert.Equal(expected, Assert.Single(fixture.Faults.All).Fault.Text);
    }

    [Theory]
    [InlineData("Health.Root", "CiscoIPPhoneText", "root element CiscoIPPhoneMenu, not CiscoIPPhoneText, for /menu")]
    [InlineData("Health.MustMatch", "Dienste", "does not match Health.MustMatch, for /menu")]
    public async Task Probe_ExpectationIsWrong_StayUp(string key, string value, string expected)
    {
        await using var fixture = new ProbingFixture();
        var menu = StartWith(fixture, _ => Good, new() { ["Health.Expect"] = "PhoneXml", [key] = value }, "a", "b");
        fixture.Advance(2000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Healthy, node.Health.Active));
        Assert.Equal(expected, Assert.Single(fixture.Faults.All).Fault.Text);
    }

    /// <summary>By such a page the service itself says that it does not work, and that is what users read.</summary>
    [Fact]
    public async Task Probe_AllNodesSayThatTheServiceFails_AreDown()
    {
        await using var fixture = new ProbingFixture();
        var menu = StartWith(fixture, _ => "<CiscoIPPhoneText><Text>Login is unavailable (29)</Text></CiscoIPPhoneText>", new() { ["Health.MustNotMatch"] = @"\(29\)" }, "a", "b");

        fixture.Advance(2000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Unhealthy, node.Health.Active));
    }

    [Theory]
    [InlineData("ill-formed", true)]
    [InlineData("401", true)]
    [InlineData("cut", false)]
    [InlineData("404", false)]
    [InlineData("503", false)]
    [InlineData("html", false)]
    public async Task Probe_OneNodeOnly_IsDownWherePhonesDoNotGetWhatItAnswers(string fault, bool isUp)
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, _ => Good, "a");
        fixture.Answer = (_, limit) => Fail(fault, limit);
        fixture.Page = _ => fault == "html" ? "<html></html>" : fault == "cut" ? IllFormed[..^9] : IllFormed.Replace("Menu", fault == "ill-formed" ? "Menu" : "X", StringComparison.Ordinal);

        fixture.Advance(2000);

        Assert.Equal(isUp ? DestinationHealth.Healthy : DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);
    }

    [Fact]
    public async Task Probe_NodesFailInDifferentWays_AreDown()
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, url => url.Host == "a" ? IllFormed : "<CiscoIPPhoneText/>", "a", "b");

        fixture.Advance(2000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Unhealthy, node.Health.Active));
        Assert.Empty(fixture.FaultsSeen);
    }

    [Fact]
    public async Task Probe_NodesThatWereDownComeToFailAlike_AreUpWithoutASlowStart()
    {
        await using var fixture = new ProbingFixture();
        var menu = Start(fixture, url => url.Host == "a" ? IllFormed : Good, "a", "b");
        fixture.Advance(2000);
        fixture.Page = _ => IllFormed;

        fixture.Advance(2000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Healthy, node.Health.Active));
        var back = Assert.Single(fixture.Seen, change => change is { Destination: "a", Previous: NodeCondition.Down });
        Assert.True(back.ProbeIsWrong);
    }

    [Fact]
    public async Task Probe_TwoServicesOfTheSameNodes_AreJudgedApart()
    {
        await using var fixture = new ProbingFixture();
        var login = fixture.AddCluster("login", true, Expected, ("a", "http://a/"), ("b", "http://b/"));
        var menu = Start(fixture, url => url.AbsolutePath == "/menu" || url.Host == "a" ? IllFormed : Good, "a", "b");

        fixture.Advance(3000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Healthy, node.Health.Active));
        Assert.Equal(DestinationHealth.Unhealthy, login.Destinations["a"].Health.Active);
        Assert.Equal("menu", Assert.Single(fixture.Faults.All).Cluster);
    }

    /// <summary>Where one node at a time is active, those that stand by answer otherwise by design.</summary>
    [Fact]
    public async Task Probe_ActiveStandbyAllAnswer404_AreDown()
    {
        await using var fixture = new ProbingFixture();
        var menu = StartWith(fixture, _ => Good, new() { ["Policy"] = NodePolicyNames.ActiveStandby }, "a", "b");
        fixture.Answer = (_, _) => Task.FromResult(HttpStatusCode.NotFound);

        fixture.Advance(2000);

        Assert.All(menu.Destinations.Values, node => Assert.Equal(DestinationHealth.Unhealthy, node.Health.Active));
    }

    [Fact]
    public void Compare_AnotherNodeWasNotAskedSince_IsOpen()
    {
        var own = Note(started: 20, IllFormedFault);

        Assert.Equal(ProbeComparison.Open, CommonFaults.Compare(own, [Note(started: 10, null)]));
        Assert.Equal(ProbeComparison.Open, CommonFaults.Compare(own, [null]));
        Assert.Equal(ProbeComparison.OfTheNode, CommonFaults.Compare(own, [Note(started: 30, null)]));
        Assert.Equal(ProbeComparison.OfAll, CommonFaults.Compare(own, [Note(started: 10, IllFormedFault)]));
        Assert.Equal(ProbeComparison.OfAll, CommonFaults.Compare(own, []));
    }

    private static ProbeFault IllFormedFault => new("bare & in <Title>", "", ProbeFaultEffect.Served);

    private static ProbeNote Note(long started, ProbeFault? fault) => new(fault is null ? AttemptFailure.None : AttemptFailure.BadPage, null, fault, started, started, default, 1);

    private static Task<HttpStatusCode> Fail(string fault, CancellationToken limit) => fault switch
    {
        "refuse" => Answers.Refused,
        "hang" => Answers.Never(limit),
        _ => Task.FromResult(int.TryParse(fault, out var status) ? (HttpStatusCode)status : HttpStatusCode.OK),
    };

    private static ClusterState Start(ProbingFixture fixture, Func<Uri, string> page, params string[] nodes) => StartWith(fixture, page, Expected, nodes);

    private static ClusterState StartWith(ProbingFixture fixture, Func<Uri, string> page, Dictionary<string, string> metadata, params string[] nodes)
    {
        var menu = fixture.AddCluster("menu", true, metadata, [.. nodes.Select(node => (node, $"http://{node}/"))]);
        fixture.Page = page;
        fixture.Start();
        fixture.Advance(1000);
        return menu;
    }
}
