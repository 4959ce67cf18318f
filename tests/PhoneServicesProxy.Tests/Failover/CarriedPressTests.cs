using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Sessions;
using PhoneServicesProxy.Tests.Health;
using PhoneServicesProxy.Tests.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>A press from the first node to the phone's answer, in front of nodes a and b that answer as each test says.</summary>
public sealed class CarriedPressTests : IAsyncDisposable
{
    private const string Page = "<CiscoIPPhoneText><Title>Services</Title><Text>Welcome</Text></CiscoIPPhoneText>";

    private readonly ProbingFixture _fixture = new();
    private readonly ClusterState _cluster;
    private readonly DefaultHttpContext _context = new();
    private readonly List<string> _asked = [];
    private readonly Dictionary<string, Func<HttpResponseMessage>> _answers = [];
    private Press? _press;
    private FailoverPolicyOptions _policy = new() { Replay = Replay.Always };
    private Expectation _expect = Expectation.PhoneXml;
    private string _method = HttpMethods.Get;
    private string _host = "gateway:8080";
    private bool _rewrites = true;
    private readonly FakeLogger<PressLog> _log = new();
    private int _closed;

    public CarriedPressTests()
    {
        _cluster = _fixture.AddCluster("menu", false, ("a", "http://a/"), ("b", "http://b/"));
        _answers["a"] = _answers["b"] = () => Answer(Page);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task SendAsync_FirstNodeIsGood_NoOtherIsAsked()
    {
        Assert.Equal(Page, await PressAsync());
        Assert.Equal("a", string.Join(' ', _asked));
        Assert.Equal("a", _context.GetReverseProxyFeature().ProxiedDestination!.DestinationId);
        Assert.Equal(0ul, _press!.PhoneId);
    }

    [Theory]
    [InlineData("status 500", AttemptFailure.BadStatus)]
    [InlineData("html", AttemptFailure.BadPage)]
    [InlineData("empty", AttemptFailure.BadPage)]
    [InlineData("half", AttemptFailure.IllFormedPage)]
    [InlineData("404", AttemptFailure.Rejected)]
    [InlineData("refused", AttemptFailure.ConnectFailed)]
    [InlineData("reset", AttemptFailure.ConnectionLost)]
    [InlineData("two lengths", AttemptFailure.BadProtocol)]
    [InlineData("zstd", AttemptFailure.BadPage)]
    public async Task SendAsync_FirstNodeFails_SecondAnswers(string fault, object failure)
    {
        _answers["a"] = () => Wrong(fault);

        Assert.Equal(Page, await PressAsync());

        Assert.Equal("a b", string.Join(' ', _asked));
        Assert.Equal([failure, AttemptFailure.None], _press!.Attempts.Select(attempt => (object)attempt.Failure));
        Assert.Equal("b", _context.GetReverseProxyFeature().ProxiedDestination!.DestinationId);
        Assert.NotEqual(0ul, _press.PhoneId);
    }

    [Theory]
    [InlineData("refused", "a b")]
    [InlineData("status 503", "a b")]
    [InlineData("status 500", "a")]
    [InlineData("reset", "a")]
    [InlineData("html", "a")]
    [InlineData("two lengths", "a")]
    public async Task SendAsync_LoginFails_SecondIsAskedOnlyWhereItWasNotExecuted(string fault, string asked)
    {
        (_policy, _answers["a"]) = (new(), () => Wrong(fault));

        Assert.Equal(asked.Length > 1 ? Page : null, await PressAsync());

        Assert.Equal(string.Join(' ', asked.Split(' ').Select(node => $"{node}!")), string.Join(' ', _asked));
        Assert.Equal(asked.Length > 1, _press!.Attempts[0].NotExecuted);
    }

    [Theory]
    [InlineData("status 503")]
    [InlineData("html")]
    [InlineData("refused")]
    public async Task SendAsync_AllFail_NoNodesPageIsShown(string fault)
    {
        _answers["a"] = _answers["b"] = () => Wrong(fault);

        Assert.Null(await PressAsync());
        Assert.Equal("a b", string.Join(' ', _asked));
        Assert.Null(_press!.Shown);
    }

    [Fact]
    public async Task SendAsync_OneAttemptIsAllowed_NoOtherNodeIsAsked()
    {
        (_policy, _answers["a"]) = (new() { Replay = Replay.Always, MaxAttempts = 1 }, () => Wrong("status 500"));

        Assert.Null(await PressAsync());
        Assert.Single(_asked);
    }

    [Fact]
    public async Task SendAsync_AllNodesPagesAreIllFormed_IsTheLastOne()
    {
        (_answers["a"], _answers["b"]) = (() => Answer("<CiscoIPPhoneText><Text>a"), () => Answer("<CiscoIPPhoneText><Text>b"));

        Assert.Equal("<CiscoIPPhoneText><Text>b", await PressAsync());
        Assert.Equal("b", _press!.Shown!.Node.DestinationId);
    }

    [Theory]
    [InlineData("stale")]
    [InlineData("408")]
    public async Task SendAsync_KeptConnectionIsStale_SameNodeOnAFreshOne(string fault)
    {
        _answers["a"] = () => _asked.Count == 1 ? Wrong(fault) : Answer(Page);

        Assert.Equal(Page, await PressAsync());
        Assert.Equal("a a!", string.Join(' ', _asked));
        Assert.Single(_press!.Attempts);
    }

    [Fact]
    public async Task SendAsync_FreshConnectionTooAnswers408_IsAFailure()
    {
        _answers["a"] = () => Wrong("408");

        Assert.Equal(Page, await PressAsync());
        Assert.Equal("a a! b", string.Join(' ', _asked));
    }

    [Fact]
    public async Task SendAsync_PageIsCompressed_IsPlainForThePhone()
    {
        _answers["a"] = () =>
        {
            using var packed = new MemoryStream();
            using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                stream.Write(Encoding.UTF8.GetBytes(Page));
            }

            var answer = new HttpResponseMessage { Content = new ByteArrayContent(packed.ToArray()) };
            answer.Content.Headers.ContentEncoding.Add("gzip");
            return answer;
        };

        Assert.Equal(Page, await PressAsync());
        Assert.Single(_asked);
    }

    [Fact]
    public async Task SendAsync_AnyAnswerIsExpected_UnknownCodingIsThePhonesToRead()
    {
        (_expect, _answers["a"]) = (Expectation.Any, () => Wrong("zstd"));

        Assert.Equal(Page, await PressAsync());
        Assert.Single(_asked);
    }

    [Fact]
    public async Task SendAsync_PhoneIsGone_NoOtherNodeIsAsked()
    {
        using var gone = new CancellationTokenSource();
        _answers["a"] = () =>
        {
            gone.Cancel();
            throw new HttpRequestException("given up");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PressAsync(gone.Token));
        Assert.Single(_asked);
        Assert.True(_press!.Attempts[0].Cancelled);
    }

    [Fact]
    public async Task SendAsync_Probe_GoesToTheNodeOnAFreshConnectionAndNowhereElse()
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://a/");
        ProbeRequest.Mark(request);
        _answers["a"] = () => Wrong("status 500");

        using var answer = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("a!", string.Join(' ', _asked));
    }

    [Fact]
    public async Task SendAsync_OutsideOfAPress_IsAMistake()
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://a/");

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, Cancellation));
    }

    [Fact]
    public async Task SendAsync_SessionOfTheFirstNode_IsMarkedAsIts()
    {
        _answers["a"] = () => Wrong("status 500");
        _answers["b"] = () => Answer(Page, ("Set-Cookie", "JSESSIONID=1; Path=/"), ("Set-Cookie", "lang=en"));

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal([$"JSESSIONID=1{Known.Of(_cluster.Destinations["b"])}; Path=/", "lang=en"], answer!.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task SendAsync_AnotherNodeHelpsOutForABusyOne_SessionStaysWhereItIs()
    {
        _context.Request.Headers.Cookie = $"JSESSIONID=1{Known.Of(_cluster.Destinations["a"])}";
        _answers["a"] = () => Answer("<CiscoIPPhoneText><Text>Busy(26)</Text></CiscoIPPhoneText>");
        _answers["b"] = () => Answer(Page, ("Set-Cookie", "JSESSIONID=2; Path=/"), ("Set-Cookie", "lang=en"));

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal(["lang=en"], answer!.Headers.GetValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("Location", "http://b/next?x=1", "http://gateway:8080/next?x=1")]
    [InlineData("Refresh", "3; url=http://b/next", "3; url=http://gateway:8080/next")]
    [InlineData("Location", "http://elsewhere/next", "http://elsewhere/next")]
    [InlineData("X-Other", "http://b/next", "http://b/next")]
    public async Task SendAsync_HeaderThatLeadsToANode_LeadsToTheGateway(string name, string value, string expected)
    {
        _answers["a"] = () => Answer(Page, (name, value));

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal(expected, answer!.Headers.NonValidated[name].ToString());
    }

    [Fact]
    public async Task SendAsync_PageThatLeadsToANode_LeadsToTheGatewayAndHasItsLength()
    {
        _answers["a"] = () => Answer("<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/next\"/></CiscoIPPhoneExecute>", ("Content-Location", "http://b/x"));
        const string Expected = "<CiscoIPPhoneExecute><ExecuteItem URL=\"http://gateway:8080/next\"/></CiscoIPPhoneExecute>";

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal(Expected, await answer!.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(Expected.Length, answer.Content.Headers.ContentLength);
        Assert.Equal("http://gateway:8080/x", answer.Content.Headers.NonValidated["Content-Location"].ToString());
    }

    [Theory]
    [InlineData("GET", "text/xml", true)]
    [InlineData("GET", "text/plain", false)]
    [InlineData("POST", "text/xml", false)]
    public async Task SendAsync_AnyAnswerIsExpected_OnlyAPageThatShowsSomethingIsRewritten(string method, string type, bool isRewritten)
    {
        (_expect, _method) = (Expectation.Any, method);
        const string Menu = "<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/next\"/></CiscoIPPhoneExecute>";
        _answers["a"] = () => new() { Content = new StringContent(Menu, Encoding.UTF8, type) };

        Assert.Equal(isRewritten, await PressAsync() != Menu);
    }

    [Fact]
    public async Task SendAsync_PackedAnswerThatNobodyCanRead_IsNotRewritten()
    {
        const string Menu = "<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/next\"/></CiscoIPPhoneExecute>";
        (_expect, _answers["a"]) = (Expectation.Any, () => Answer(Menu, ("Content-Encoding", "zstd")));

        Assert.Equal(Menu, await PressAsync());
    }

    [Theory]
    [InlineData("application/XML", true)]
    [InlineData("text/html", false)]
    public async Task SendAsync_AnyAnswerIsExpected_TypeTellsWhetherItIsAPage(string type, bool isRewritten)
    {
        const string Menu = "<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/next\"/></CiscoIPPhoneExecute>";
        (_expect, _answers["a"]) = (Expectation.Any, () => new() { Content = new StringContent(Menu, Encoding.UTF8, type) });

        Assert.Equal(isRewritten, await PressAsync() != Menu);
    }

    [Fact]
    public async Task SendAsync_GatewaysAddressIsNotKnown_SessionIsMarkedAndNothingElseChanges()
    {
        const string Menu = "<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/next\"/></CiscoIPPhoneExecute>";
        _host = "not a host";
        _answers["a"] = () => Answer(Menu, ("Set-Cookie", "JSESSIONID=1; Domain=a"), ("Location", "http://b/next"));

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal(Menu, await answer!.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal([$"JSESSIONID=1{Known.Of(_cluster.Destinations["a"])}; Domain=a"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("http://b/next", answer.Headers.NonValidated["Location"].ToString());
    }

    [Theory]
    [InlineData(true, "JSESSIONID=1{A}")]
    [InlineData(false, "JSESSIONID=1{A}; Domain=a")]
    public async Task SendAsync_CookieOfANodesName_IsForTheGatewayWhereUrlsAre(bool rewrites, string expected)
    {
        _rewrites = rewrites;
        _answers["a"] = () => Answer(Page, ("Set-Cookie", "JSESSIONID=1; Domain=a"), ("Location", "http://b/next"));

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal(expected.Replace("{A}", Known.Of(_cluster.Destinations["a"]), StringComparison.Ordinal), answer!.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal(rewrites ? "http://gateway:8080/next" : "http://b/next", answer.Headers.NonValidated["Location"].ToString());
    }

    [Fact]
    public async Task SendAsync_SessionInThePathOfAUrl_IsMarkedAsTheNodes()
    {
        _answers["a"] = () => Answer("<CiscoIPPhoneExecute><ExecuteItem URL=\"http://a/next;jsessionid=1\"/></CiscoIPPhoneExecute>", ("Location", "http://a/x;jsessionid=1"));
        var mark = Known.Of(_cluster.Destinations["a"]);

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal($"<CiscoIPPhoneExecute><ExecuteItem URL=\"http://gateway:8080/next;jsessionid=1{mark}\"/></CiscoIPPhoneExecute>", await answer!.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal($"http://gateway:8080/x;jsessionid=1{mark}", answer.Headers.NonValidated["Location"].ToString());
        Assert.True(_press!.HandsOutSession);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_AnotherNodeHelpsOutForABusyOne_UrlsLeadBackToTheSessionOfTheBusyOne(bool isInPath)
    {
        var own = $";jsessionid=1{Known.Of(_cluster.Destinations["a"])}";
        if (isInPath)
        {
            _context.Features.Set(new SessionInPath(own));
        }
        else
        {
            _context.Request.Headers.Cookie = own.Replace(";jsessionid", "JSESSIONID", StringComparison.Ordinal);
        }

        _answers["a"] = () => Answer("<CiscoIPPhoneText><Text>Busy(26)</Text></CiscoIPPhoneText>");
        _answers["b"] = () => Answer("<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/next;jsessionid=2\"/></CiscoIPPhoneExecute>");

        Assert.Equal($"<CiscoIPPhoneExecute><ExecuteItem URL=\"http://gateway:8080/next{(isInPath ? own : "")}\"/></CiscoIPPhoneExecute>", await PressAsync());
    }

    [Fact]
    public async Task SendAsync_NoSessionInThePage_IsNotForThisPhoneOnly()
    {
        Assert.Equal(Page, await PressAsync());
        Assert.False(_press!.HandsOutSession);
    }

    [Fact]
    public async Task SendAsync_NodesOtherHeaders_PassUnchanged()
    {
        _answers["a"] = () => Answer(Page, ("Refresh", "5"), ("Set-Cookie", "lang=en"), ("Set-Cookie", "theme=dark"));

        using var answer = await AnswerAsync(Cancellation);

        Assert.Equal("5", answer!.Headers.NonValidated["Refresh"].ToString());
        Assert.Equal(["lang=en", "theme=dark"], answer.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task SendAsync_UrlThatNoRouteServes_LeadsToTheNode()
    {
        const string Menu = "<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/unrouted/next\"/></CiscoIPPhoneExecute>";
        _answers["a"] = () => Answer(Menu);

        Assert.Equal(Menu, await PressAsync());
    }

    [Fact]
    public async Task SendAsync_UrlIsTooLongForTheGatewaysAddress_AdministratorIsTold()
    {
        var menu = $"<CiscoIPPhoneExecute><ExecuteItem URL=\"http://b/{new string('x', 245)}\"/></CiscoIPPhoneExecute>";
        _answers["a"] = () => Answer(menu);

        Assert.Equal(menu, await PressAsync());

        Assert.Contains(_log.Collector.GetSnapshot(), line => line.Message.StartsWith("menu: 1 URLs still lead to a node.", StringComparison.Ordinal));
    }

    [Fact]
    public void Dispose_Handler_ClosesBothClients()
    {
        using (Client())
        {
            Assert.Equal(0, _closed);
        }

        Assert.Equal(2, _closed);
    }

    private static SessionMarks Known => Marks.Of("http://a/", "http://b/");

    private static HttpResponseMessage Answer(string page, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage { Content = new StringContent(page, Encoding.UTF8, "text/xml") };
        foreach (var (name, value) in headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, value))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return answer;
    }

    private static HttpResponseMessage Wrong(string fault)
    {
        var answer = Answer(fault switch { "html" => "<html/>", "empty" => "", "half" => Page[..^9], _ => Page });
        switch (fault)
        {
            case "refused":
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
            case "reset":
                throw new HttpRequestException("reset", new IOException());
            case "stale":
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "stale", new StaleConnectionException());
            case "two lengths":
                answer.Content = new StreamContent(new MemoryStream());
                answer.Content.Headers.TryAddWithoutValidation("Content-Length", ["1", "2"]);
                break;
            case "zstd":
                answer.Content.Headers.TryAddWithoutValidation("Content-Encoding", "zstd");
                answer.Content.Headers.ContentType = new("text/plain");
                break;
            case "404":
                answer.StatusCode = HttpStatusCode.NotFound;
                answer.Content = new StringContent("<html/>");
                break;
            case "408":
                answer.StatusCode = HttpStatusCode.RequestTimeout;
                answer.Content = new StringContent("<html/>");
                break;
            case "status 500":
                answer.StatusCode = HttpStatusCode.InternalServerError;
                break;
            case "status 503":
                answer.StatusCode = HttpStatusCode.ServiceUnavailable;
                break;
        }

        return answer;
    }

    /// <returns>What the phone reads; null where it gets no node's answer.</returns>
    private async Task<string?> PressAsync(CancellationToken? cancellationToken = null)
    {
        using var answer = await AnswerAsync(cancellationToken ?? Cancellation);
        return answer is null ? null : await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<HttpResponseMessage?> AnswerAsync(CancellationToken cancellationToken)
    {
        using var client = Client();
        using var request = Request();
        try
        {
            return await client.SendAsync(request, cancellationToken);
        }
        catch (PressFailedException)
        {
            return null;
        }
    }

    private PressMessage Request()
    {
        _context.Request.Method = _method;
        _context.Request.Host = new(_host);
        _context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature());
        var policy = new RoutePolicy(_policy, _expect, new FailoverPipelines(_fixture.Time).Build(_policy), new(_fixture.Time))
        {
            Marks = Known,
            PageNumbers = new([new("26", new() { Class = PageNumberClass.Node, Meaning = "busy" })]),
            Rewriting = !_rewrites ? null : new(KnownNodes.Of([new(new("http://a/"), null, []), new(new("http://b/"), null, [])]), PublicHttp: null, PublicHttps: null) { Routed = path => !path.StartsWith("/unrouted", StringComparison.Ordinal) },
        };
        var nodes = new NodeDirectory();
        _press = new Press(_context, new RouteModel(new RouteConfig(), _cluster, HttpTransformer.Default), _cluster, policy, new NodePicker([new First()], nodes))
        {
            Sessions = PressSessions.Of(_context, Known),
            Began = _fixture.Time.GetTimestamp(),
        };
        return new PressMessage(_press) { Method = new(_method), RequestUri = new(_press.NextNode()!.Model.Config.Address + "ccmcip/page.jsp") };
    }

    private HttpMessageInvoker Client()
    {
        var metrics = new AttemptMetrics(_fixture.Meters);
        var alarms = new SetupAlarms(metrics, _fixture.Time, NullLogger<SetupAlarms>.Instance);
        var unwritable = new UnwritableHeaders(() => new(), _fixture.Time, NullLogger<UnwritableHeaders>.Instance);
        var verdict = new PressVerdict(_fixture.Reporter, new ApplicationFaults(metrics, _fixture.Time, NullLogger<ApplicationFaults>.Instance));
        var runner = new AttemptRunner(_fixture.Reporter, verdict, new PageNumberJudge(alarms), unwritable, _fixture.Culprit, new HeldMemory(), _fixture.Time);
        var places = new NodePlaces(new(), () => new(), _fixture.Time);
        var traces = new GatewayTraces(new ConfigurationBuilder().Build(), _fixture.Time);
        var clients = new NodeClients(new(new Node(this, isFresh: false)), new(new Node(this, isFresh: true)));
        var observed = new ObservedAttempts(runner, places, metrics, traces, _fixture.Nodes, _fixture.Time);
        return new(new FailoverHandler(clients, observed, new QueuedAttempts(observed, places, _fixture.Time), new ActiveNode(_fixture.Nodes, _fixture.Time), new DownSignals(_fixture.Changes), verdict, new PressLog(_log), _fixture.Time));
    }

    private sealed class Node(CarriedPressTests test, bool isFresh) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._asked.Add(request.RequestUri!.Host + (isFresh ? "!" : ""));
            return Task.FromResult(test._answers[request.RequestUri.Host]());
        }

        protected override void Dispose(bool disposing)
        {
            test._closed++;
            base.Dispose(disposing);
        }
    }

    private sealed class First : Yarp.ReverseProxy.LoadBalancing.ILoadBalancingPolicy
    {
        public string Name => Yarp.ReverseProxy.LoadBalancing.LoadBalancingPolicies.PowerOfTwoChoices;

        public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations) =>
            availableDestinations[0];
    }
}
