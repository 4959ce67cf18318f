using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressVerdictTests : IAsyncDisposable
{
    private const string Cookie = "JSESSIONID=660646D3655BB00734D3895606BCE76F";

    private readonly ProbingFixture _fixture = new();
    private readonly FakeLogger<ApplicationFaults> _logger = new();
    private readonly ClusterState _cluster;
    private readonly PressVerdict _sut;

    public PressVerdictTests()
    {
        _cluster = _fixture.AddCluster("menu", false, ("a", "http://a/"), ("b", "http://b/"), ("c", "http://c/"));
        _fixture.Options.Passive.Phones = 1;
        _fixture.Options.Passive.Failures = 1;
        _sut = new(_fixture.Reporter, new ApplicationFaults(new AttemptMetrics(_fixture.Meters), _fixture.Time, _logger));
    }

    [Theory]
    [InlineData(nameof(AttemptFailure.BadStatus), true)]
    [InlineData(nameof(AttemptFailure.BadPage), true)]
    [InlineData(nameof(AttemptFailure.IllFormedPage), true)]
    [InlineData(nameof(AttemptFailure.ServiceBusy), true)]
    [InlineData(nameof(AttemptFailure.AnswerTimeout), true)]
    [InlineData(nameof(AttemptFailure.ConnectionLost), true)]
    [InlineData(nameof(AttemptFailure.BadProtocol), true)]
    [InlineData(nameof(AttemptFailure.Rejected), false)]
    [InlineData(nameof(AttemptFailure.NodeFull), false)]
    [InlineData(nameof(AttemptFailure.StaleConnection), false)]
    public void Judge_AnotherDidBetter_IsHeldAgainstTheNode(string failure, bool held)
    {
        var press = PressOf(Failed("a", Enum.Parse<AttemptFailure>(failure)), Won("b"));

        _sut.Judge(press);

        Assert.Equal(held, IsOut("a"));
        Assert.False(IsOut("b"));
    }

    [Fact]
    public void Judge_NobodyDidBetter_IsHeldAgainstNobody()
    {
        foreach (var failure in Enum.GetValues<AttemptFailure>().Except([AttemptFailure.None]))
        {
            _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", failure)));
            _sut.Judge(PressOf(Failed("a", failure)));
        }

        Assert.False(IsOut("a") || IsOut("b"));
    }

    [Theory]
    [InlineData(nameof(AttemptFailure.BadStatus), Cookie, null, false)]
    [InlineData(nameof(AttemptFailure.BadStatus), null, Cookie, false)]
    [InlineData(nameof(AttemptFailure.BadStatus), Cookie, Cookie, false)]
    [InlineData(nameof(AttemptFailure.BadPage), "a=b; " + Cookie, "a=b", false)]
    [InlineData(nameof(AttemptFailure.BadStatus), "a=b", null, true)]
    [InlineData(nameof(AttemptFailure.ConnectionLost), Cookie, null, true)]
    [InlineData(nameof(AttemptFailure.AnswerTimeout), Cookie, null, true)]
    public void Judge_SessionsDiffer_PageIsHeldAgainstNobody(string failure, string? cookie, string? winnersCookie, bool held)
    {
        var failed = Failed("a", Enum.Parse<AttemptFailure>(failure));
        var won = Won("b");
        (failed.Request, won.Request) = (Request(cookie), Request(winnersCookie));

        _sut.Judge(PressOf(failed, won));

        Assert.Equal(held, IsOut("a"));
    }

    [Fact]
    public void Judge_SessionInThePath_PageIsHeldAgainstNobody()
    {
        var failed = Failed("a", AttemptFailure.BadStatus);
        failed.Request = new(HttpMethod.Get, "http://a/emapp/EMAppServlet;jsessionid=660646D3655BB007?device=SEP1");

        _sut.Judge(PressOf(failed, Won("b")));

        Assert.False(IsOut("a"));
    }

    /// <summary>The winner did not have the session, and may have been faster for that alone.</summary>
    [Theory]
    [InlineData(AttemptFailure.None, 1)]
    [InlineData(AttemptFailure.BadStatus, 0)]
    public void Judge_NodeWithTheSessionWasSlower_ProbeDecides(object failure, int probes)
    {
        var cluster = _fixture.AddCluster("em", true, ("a", "http://a:81/"), ("b", "http://b:81/"));
        _fixture.Start();
        _fixture.Advance(20);
        var before = _fixture.Probes.Count;
        var slower = new Attempt(cluster.Destinations["a"])
        {
            Failure = (AttemptFailure)failure,
            Cancelled = (AttemptFailure)failure == AttemptFailure.None,
            Duration = TimeSpan.FromSeconds(1),
            Request = Request(Cookie),
        };

        _sut.Judge(PressOf(slower, new Attempt(cluster.Destinations["b"]) { Request = Request(null) }));

        _fixture.Advance(400);
        Assert.Equal(probes, _fixture.Probes.Count - before);
        Assert.Equal(DestinationHealth.Unknown, slower.Node.Health.Passive);
    }

    [Theory]
    [InlineData(40, 10, true)]
    [InlineData(20, 10, false)]
    public void Judge_CancelledForAWinner_IsHeldWhereItWasThreeTimesAsSlow(int milliseconds, int winners, bool held)
    {
        var late = new Attempt(_cluster.Destinations["a"]) { Cancelled = true, Duration = TimeSpan.FromMilliseconds(milliseconds) };
        var won = Won("b");
        won.Duration = TimeSpan.FromMilliseconds(winners);

        _sut.Judge(PressOf(won, late));

        Assert.Equal(held, IsOut("a"));
    }

    [Fact]
    public void Judge_CancelledWhileItWaitedForAPlace_IsHeldAgainstNobody()
    {
        var waited = new Attempt(_cluster.Destinations["a"]) { Cancelled = true, Failure = AttemptFailure.NodeFull, Duration = TimeSpan.FromSeconds(1) };

        _sut.Judge(PressOf(Won("b"), waited));

        Assert.False(IsOut("a"));
    }

    [Fact]
    public void Judge_CancelledAfterTheProcessStoodStill_IsHeldAgainstNobody()
    {
        var late = new Attempt(_cluster.Destinations["a"]) { Cancelled = true, WasHeldUp = true, Duration = TimeSpan.FromSeconds(5) };

        _sut.Judge(PressOf(late, Won("b")));

        Assert.False(IsOut("a"));
    }

    [Fact]
    public void Judge_CancelledAndNobodyWon_IsHeldAgainstNobody()
    {
        var late = new Attempt(_cluster.Destinations["a"]) { Cancelled = true, Duration = TimeSpan.FromSeconds(5) };

        _sut.Judge(PressOf(late, Failed("b", AttemptFailure.BadStatus)));

        Assert.False(IsOut("a") || IsOut("b"));
    }

    [Fact]
    public void Judge_SameNodeDidBetterLater_IsHeldAgainstNobody()
    {
        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Won("a")));

        Assert.False(IsOut("a"));
    }

    [Fact]
    public void Judge_FailureFromBehindTheNode_IsHeldAgainstNobody()
    {
        var failed = Failed("a", AttemptFailure.ServiceBusy);
        failed.FromBehindNode = true;

        _sut.Judge(PressOf(failed, Won("b")));

        Assert.False(IsOut("a"));
    }

    [Fact]
    public void Ended_AfterThePress_SaysSo()
    {
        var press = PressOf(Won("b"));
        _sut.Judge(press);
        var late = Failed("a", AttemptFailure.ConnectionLost);

        Assert.True(press.Ended(late));
        _sut.Judge(press, late);

        Assert.True(IsOut("a"));
    }

    [Fact]
    public void Judge_AllNodesFailAlike_IsLoggedOnceAMinuteForServiceAndKindAndCountedEachTime()
    {
        using var counted = new MetricCollector<long>(_fixture.Meters, "PhoneServicesProxy", "phone_services.application_faults");

        for (var press = 0; press < 3; press++)
        {
            _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", AttemptFailure.BadStatus)));
        }

        _sut.Judge(PressOf(Failed("a", AttemptFailure.ConnectionLost), Failed("b", AttemptFailure.ConnectionLost), Failed("c", AttemptFailure.ConnectFailed)));
        Assert.Equal(2, _logger.Collector.Count);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", AttemptFailure.BadStatus)));

        Assert.Equal(3, _logger.Collector.Count);
        Assert.Equal(5, counted.GetMeasurementSnapshot().Count);
        Assert.Equal(
            "menu: all nodes answer the route r with status 500. The application is at fault, or something that all nodes depend on. No node is taken out.",
            _logger.Collector.GetSnapshot()[0].Message);
    }

    [Theory]
    [InlineData(AttemptFailure.BadStatus, "status 500")]
    [InlineData(AttemptFailure.BadPage, "BadPage")]
    [InlineData(AttemptFailure.IllFormedPage, "IllFormedPage")]
    [InlineData(AttemptFailure.ServiceBusy, "ServiceBusy")]
    [InlineData(AttemptFailure.AnswerTimeout, "no whole page in time")]
    [InlineData(AttemptFailure.ConnectionLost, "a connection that ends before the whole page")]
    [InlineData(AttemptFailure.BadProtocol, "something that is not HTTP")]
    [InlineData(AttemptFailure.Rejected, null)]
    [InlineData(AttemptFailure.ConnectFailed, null)]
    [InlineData(AttemptFailure.NodeFull, null)]
    [InlineData(AttemptFailure.NotWritten, null)]
    [InlineData(AttemptFailure.GatewayExhausted, null)]
    public void Judge_AllNodesFailAlike_SaysWhatTheyAnswer(object failure, string? said)
    {
        _sut.Judge(PressOf(Failed("a", (AttemptFailure)failure), Failed("b", (AttemptFailure)failure)));

        var lines = _logger.Collector.GetSnapshot().Select(line => line.Message);
        Assert.Equal(said is null ? [] : [$"menu: all nodes answer the route r with {said}. The application is at fault, or something that all nodes depend on. No node is taken out."], lines);
    }

    [Fact]
    public void Judge_AllNodesPagesAreIllFormed_SaysWhereAndWhichMistakes()
    {
        _sut.Judge(PressOf(IllFormed("a", "<CiscoIPPhoneText><Text>x & y</Text></CiscoIPPhoneText>"), IllFormed("b", "<CiscoIPPhoneText>"), IllFormed("c", "<CiscoIPPhoneText>")));

        Assert.Contains(
            " with cut short (line 1, column 27: bare & in <Text>) and cut short (line 1, column 19: the page ends in <CiscoIPPhoneText>). ",
            Assert.Single(_logger.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_OneAttemptWasGivenUp_OthersTellOfTheApplication()
    {
        var givenUp = Failed("c", AttemptFailure.AnswerTimeout);
        givenUp.Cancelled = true;

        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", AttemptFailure.BadStatus), givenUp));
        Assert.Equal(1, _logger.Collector.Count);

        _fixture.Time.Advance(TimeSpan.FromHours(1));
        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), givenUp));
        Assert.Equal(1, _logger.Collector.Count);
    }

    [Fact]
    public void IsOfTheApplication_AllNodesFailedAlike_ForAMinute()
    {
        var (bad, lost) = (Failed("a", AttemptFailure.BadStatus), Failed("a", AttemptFailure.ConnectionLost));
        var press = PressOf();
        Assert.False(_sut.IsOfTheApplication(press, bad));

        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", AttemptFailure.BadStatus)));

        Assert.True(_sut.IsOfTheApplication(press, bad));
        Assert.False(_sut.IsOfTheApplication(press, lost));
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_sut.IsOfTheApplication(press, bad));
    }

    [Fact]
    public void Judge_NodesFailInDifferentWaysOrOneAlone_SaysNothing()
    {
        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", AttemptFailure.AnswerTimeout)));
        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("b", AttemptFailure.ConnectFailed)));
        _sut.Judge(PressOf(Failed("a", AttemptFailure.Rejected), Failed("b", AttemptFailure.Rejected)));
        _sut.Judge(PressOf(Failed("a", AttemptFailure.BadStatus), Failed("a", AttemptFailure.BadStatus)));
        _sut.Judge(PressOf());

        Assert.Equal(0, _logger.Collector.Count);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static HttpRequestMessage Request(string? cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://node/");
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        return request;
    }

    private Attempt Failed(string node, AttemptFailure failure) => new(_cluster.Destinations[node])
    {
        Failure = failure,
        Reason = failure == AttemptFailure.BadStatus ? "status 500" : null,
        Request = Request(null),
    };

    private Attempt IllFormed(string node, string page) => new(_cluster.Destinations[node])
    {
        Failure = AttemptFailure.IllFormedPage,
        Reason = "cut short",
        Page = System.Text.Encoding.UTF8.GetBytes(page),
    };

    private Attempt Won(string node) => new(_cluster.Destinations[node]) { Request = Request(null) };

    private Press PressOf(params Attempt[] attempts)
    {
        var route = new RouteModel(new RouteConfig { RouteId = "r" }, _cluster, HttpTransformer.Default);
        var options = new FailoverPolicyOptions { Replay = Replay.Always };
        var policy = new RoutePolicy(options, Expectation.PhoneXml, new FailoverPipelines(_fixture.Time).Build(options), new(_fixture.Time)) { Marks = Sessions.Marks.None };
        var press = new Press(new DefaultHttpContext(), route, _cluster, policy, new NodePicker([], new NodeDirectory()));
        Array.ForEach(attempts, attempt => Assert.False(press.Ended(attempt)));
        return press;
    }

    private bool IsOut(string node) => _cluster.Destinations[node].Health.Passive == DestinationHealth.Unhealthy;
}
