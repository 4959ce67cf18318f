using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public class ProberTests
{
    [Fact]
    public async Task Probe_NodeHangsInAllServices_AllDownWithinWorstCase()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        var login = fixture.AddCluster("login", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Start();
        fixture.Advance(10);

        fixture.Answer = (url, limit) => url.Host == "a" ? Answers.Never(limit) : Answers.Ok(url, limit);
        fixture.Advance(1350);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Unhealthy, login.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["b"].Health.Active);
        Assert.Equal(DestinationHealth.Healthy, login.Destinations["b"].Health.Active);
    }

    [Fact]
    public async Task Probe_ConnectionEndsEarly_IsToldInWordsOfOurOwn()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "An error occurred while sending the request.", new IOException("The response ended prematurely."));
        fixture.Start();

        fixture.Advance(2000);

        Assert.Equal("a connection that ends before the whole page", fixture.Nodes.Find(menu.Destinations["a"])!.LastProbe!.Reason);
    }

    [Fact]
    public async Task Probe_GatewayLacksDescriptors_IsNoVerdictAndIsMadeAgain()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(10);
        fixture.Answer = (_, _) => throw new HttpRequestException("Too many open files", new SocketException((int)SocketError.TooManyOpenSockets));
        var before = fixture.Probes.Count;

        fixture.Advance(5000);

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Active);
        Assert.True(fixture.Probes.Count > before + 5);
        fixture.Answer = Answers.Ok;
        fixture.Advance(1000);
        Assert.Equal(AttemptFailure.None, fixture.Nodes.Find(menu.Destinations["a"])!.LastProbe!.Failure);
    }

    [Fact]
    public async Task Probe_NoThreadsWhileItIsUnderWay_IsNoVerdict()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(10);
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Heartbeat.Queue = _ => { };

        for (var beat = 0; beat < 40; beat++)
        {
            fixture.Heartbeat.Beat();
            fixture.Advance(100);
        }

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Active);
    }

    [Fact]
    public async Task Probe_NodeHangs_NeverMoreUnansweredThanFall()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));
        var (now, most) = (0, 0);
        fixture.Answer = async (_, limit) =>
        {
            most = Math.Max(most, ++now);
            try
            {
                return await Answers.Never(limit);
            }
            finally
            {
                now--;
            }
        };
        fixture.Start();

        fixture.Advance(5000);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Probe_HungNodeRecovers_IsBackWithinThreeSeconds()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Start();
        fixture.Advance(5000);
        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);

        fixture.Answer = Answers.Ok;
        fixture.Advance(1500);

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Active);
    }

    [Fact]
    public async Task Probe_ServiceUnavailable_IsDownForThatServiceAlone()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        var login = fixture.AddCluster("login", true, ("a", "http://a/"));
        fixture.Answer = (url, limit) => url.AbsolutePath == "/menu" ? Answers.Unavailable : Answers.Ok(url, limit);
        fixture.Start();

        fixture.Advance(5000);

        Assert.Equal(DestinationHealth.Unhealthy, menu.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Healthy, login.Destinations["a"].Health.Active);
        var change = Assert.Single(fixture.Seen, change => change.State == NodeCondition.Down);
        Assert.Equal(("menu", "a", AttemptFailure.BadStatus), (change.Cluster, change.Destination, change.Failure));
    }

    [Fact]
    public async Task Probe_ConnectFailures_AllServicesFallTogether()
    {
        await using var fixture = new ProbingFixture();
        string[] services = ["menu", "login", "directory"];
        var clusters = services
            .Select(id => fixture.AddCluster(id, true, ("a", "http://a/"), ("b", "http://b/"))).ToArray();
        fixture.Start();
        fixture.Advance(10);

        fixture.Answer = (url, limit) => url.Host == "a" ? Answers.Refused : Answers.Ok(url, limit);
        fixture.Advance(600);

        Assert.All(clusters, c => Assert.Equal(DestinationHealth.Unhealthy, c.Destinations["a"].Health.Active));
        Assert.All(clusters, c => Assert.Equal(DestinationHealth.Healthy, c.Destinations["b"].Health.Active));
        Assert.Single(fixture.Seen.Where(change => change.State == NodeCondition.Down).Select(change => change.At).Distinct());
    }

    [Fact]
    public async Task Probe_ConnectFailureOnAnotherPort_IsNoFactAboutThisOne()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a:8080/"));
        fixture.AddCluster("login", true, ("a", "http://a:80/"));
        fixture.Answer = (url, limit) => url.Port == 80 ? Answers.Refused : Answers.Ok(url, limit);
        fixture.Start();

        fixture.Advance(3000);

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Active);
    }

    [Fact]
    public async Task Probe_ServiceUnanswered_SiblingsAreAskedEarlyButNotBlamed()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));
        var login = fixture.AddCluster("login", true, ("a", "http://a/"));
        fixture.Answer = (url, limit) => url.AbsolutePath == "/menu" ? Answers.Never(limit) : Answers.Ok(url, limit);
        fixture.Start();

        fixture.Advance(300);

        Assert.Equal(2, fixture.Probes.Count(probe => probe.Url == "http://a/login"));
        Assert.Equal(DestinationHealth.Healthy, login.Destinations["a"].Health.Active);
    }

    [Fact]
    public async Task Probe_ServiceDownForLong_DoesNotDriveItsSiblings()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.AddCluster("login", true, ("a", "http://a/"));
        fixture.Answer = (url, limit) => url.AbsolutePath == "/menu" ? Answers.Unavailable : Answers.Ok(url, limit);
        fixture.Start();
        fixture.Advance(3000);
        fixture.Probes.Clear();

        fixture.Advance(6000);

        Assert.InRange(fixture.Probes.Count(probe => probe.Url == "http://a/login"), 9, 11);
    }

    [Fact]
    public async Task Probe_YoungerAnswersWhileOlderHangs_OlderIsNoFailure()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        var first = true;
        fixture.Answer = (url, limit) =>
        {
            var hangs = first;
            first = false;
            return hangs ? Answers.Never(limit) : Answers.Ok(url, limit);
        };
        fixture.Start();

        fixture.Advance(600);

        Assert.Equal(DestinationHealth.Healthy, menu.Destinations["a"].Health.Active);
        Assert.Equal(AttemptFailure.None, fixture.Nodes.Find(menu.Destinations["a"])!.LastProbe!.Failure);
    }

    /// <summary>The younger answer is good, so that it does not matter any more what the older one would be.</summary>
    [Fact]
    public async Task Probe_YoungerAnswersWhileOlderHangs_OlderIsGivenUpAndCountsNowhere()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        CancellationToken? older = null;
        fixture.Answer = (url, limit) =>
        {
            var isFirst = older is null;
            older ??= limit;
            return isFirst ? Answers.Never(limit) : Answers.Ok(url, limit);
        };
        fixture.Start();

        fixture.Advance(260);
        Assert.True(older!.Value.IsCancellationRequested);
        fixture.Advance(1000);

        var totals = fixture.Nodes.Find(menu.Destinations["a"])!.Totals;
        Assert.Equal(0, totals.BadProbes);
        Assert.Equal([0, 250, 850], fixture.Probes.Select(probe => probe.At.TotalMilliseconds));
    }

    [Fact]
    public async Task Probe_YoungerFailsWhileOlderHangs_BothCount()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, limit) => fixture.Probes.Count == 2 ? Answers.Unavailable : Answers.Never(limit);
        fixture.Start();

        fixture.Advance(520);

        Assert.Equal(2, fixture.Nodes.Find(menu.Destinations["a"])!.Totals.BadProbes);
    }

    [Fact]
    public async Task ProbeSoon_ProbeIsUnderWay_AsksAgainAfterItsAnswer()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        var answer = new TaskCompletionSource<HttpStatusCode>();
        fixture.Answer = (_, _) => answer.Task;
        fixture.Start();
        fixture.Advance(50);

        fixture.Nodes.Find(menu.Destinations["a"])!.Prober!.ProbeSoon();
        fixture.Advance(50);
        answer.SetResult(HttpStatusCode.OK);
        fixture.Advance(1000);

        Assert.Equal([0, 250, 850], fixture.Probes.Select(probe => probe.At.TotalMilliseconds));
    }

    [Fact]
    public async Task Probe_FallIsLoweredByAReload_HoldsForWhatIsUnanswered()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Start();
        fixture.Advance(100);

        fixture.Options.Fall = 1;
        fixture.Advance(300);

        Assert.Single(fixture.Probes);
    }

    /// <summary>Probes that hang for long must not take all places: who is down is asked by the rest of them.</summary>
    [Fact]
    public async Task Probe_NodeIsDownAndOneOfItsProbesHangs_OthersAreSpreadOverTheTimeLimit()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster(Slow("menu", interval: 600, timeout: 10_000), ("a", "http://a/"));
        fixture.Answer = (_, _) => Answers.Unavailable;
        fixture.Start();
        fixture.Advance(2000);
        fixture.Answer = (_, limit) => Answers.Never(limit);
        fixture.Probes.Clear();
        fixture.Advance(600);
        var hung = Assert.Single(fixture.Probes).At;
        fixture.Answer = (_, _) => Answers.Unavailable;

        fixture.Advance(9000);

        Assert.Equal([hung, hung + TimeSpan.FromSeconds(5)], fixture.Probes.Select(probe => probe.At));
    }

    /// <summary>A fault in one service is often the first sign of one in all of them, but one that lasts says nothing new.</summary>
    [Fact]
    public async Task Probe_ServiceFails_SiblingsAreAskedAtOnceAndOnlyUntilItIsDown()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster(Slow("menu", interval: 600, timeout: 500), ("a", "http://a/"));
        fixture.AddCluster(Slow("login", interval: 60_000, timeout: 500), ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(590);
        Assert.Equal([0], TimesOf(fixture, "login"));
        fixture.Answer = (url, limit) => url.AbsolutePath == "/menu" ? Answers.Unavailable : Answers.Ok(url, limit);

        fixture.Advance(20_000);

        Assert.Equal([0, 600, 850], TimesOf(fixture, "login"));
    }

    [Fact]
    public async Task Probe_NodeRefuses_SiblingsAreAskedAtOnceAndThenAtTheirOwnPace()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster(Slow("menu", interval: 600, timeout: 500), ("a", "http://a/"));
        fixture.AddCluster(Slow("login", interval: 60_000, timeout: 500), ("a", "http://a/"));
        fixture.Start();
        fixture.Advance(590);
        fixture.Answer = (_, _) => Answers.Refused;

        fixture.Advance(20_000);

        Assert.Equal(600, TimesOf(fixture, "login").ElementAt(1));
        Assert.InRange(TimesOf(fixture, "login").Count(), 20, 23);
    }

    /// <summary>All nodes may have come to fail alike: then this is known at once, and no node is down.</summary>
    [Fact]
    public async Task Probe_NodeFailsAsAllMightDo_OthersAreAskedAtOnce()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Start();
        fixture.Advance(300);
        fixture.Nodes.Find(menu.Destinations["a"])!.Prober!.ProbeSoon();
        fixture.Advance(500);
        fixture.Answer = (_, _) => Task.FromResult(HttpStatusCode.Unauthorized);
        fixture.Probes.Clear();

        fixture.Advance(150);

        Assert.Equal([900, 900], fixture.Probes.Select(probe => probe.At.TotalMilliseconds));
        Assert.True(Assert.Single(fixture.FaultsSeen).Began);
    }

    [Fact]
    public async Task Probe_AllNodesAreDownForOneFault_IsSaidWithTheVerdict()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Answer = (_, _) => Answers.Unavailable;
        fixture.Start();

        fixture.Advance(250);

        Assert.True(Assert.Single(fixture.FaultsSeen).Began);
    }

    [Fact]
    public async Task Probe_FastFailure_IsRepeatedAfterFastIntervalOnly()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, _) => Answers.Unavailable;
        fixture.Start();

        fixture.Advance(300);

        Assert.Equal([0, 250], fixture.Probes.Select(probe => probe.At.TotalMilliseconds));
    }

    [Fact]
    public async Task Probe_StaleConnection_IsNoVerdict()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster("menu", true, ("a", "http://a/"));
        fixture.Answer = (_, _) => Task.FromException<HttpStatusCode>(
            new HttpRequestException(HttpRequestError.ResponseEnded, "ended", new StaleConnectionException()));
        fixture.Start();

        fixture.Advance(2000);

        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Active);
    }

    private static IEnumerable<double> TimesOf(ProbingFixture fixture, string service) =>
        fixture.Probes.Where(probe => probe.Url == $"http://a/{service}").Select(probe => probe.At.TotalMilliseconds);

    private static ClusterConfig Slow(string id, int interval, int timeout) => new()
    {
        ClusterId = id,
        HealthCheck = new()
        {
            Active = new()
            {
                Enabled = true,
                Interval = TimeSpan.FromMilliseconds(interval),
                Timeout = TimeSpan.FromMilliseconds(timeout),
                Policy = HealthPolicyNames.FallRise,
                Path = $"/{id}",
            },
        },
    };
}
