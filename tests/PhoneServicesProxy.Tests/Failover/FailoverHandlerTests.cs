using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.Health;
using PhoneServicesProxy.Tests.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class FailoverHandlerTests : IAsyncDisposable
{
    private readonly ProbingFixture _fixture = new();
    private readonly FailoverPolicyOptions _policy = new() { Replay = Replay.Always };
    private readonly DefaultHttpContext _context = new();
    private readonly NodeDirectory _nodes = new();
    private readonly ClusterState _cluster;

    public FailoverHandlerTests() => _cluster = _fixture.AddCluster("em", false, ("a", "http://a/"), ("b", "http://b/"));

    [Fact]
    public async Task SendAsync_TimeIsUpWhenABusyPageHasArrived_IsThatPage()
    {
        var page = "<CiscoIPPhoneText><Text>Login is unavailable(26)</Text></CiscoIPPhoneText>"u8.ToArray();
        using var client = Client(() => new(new LastReadStream(page, () => _fixture.Time.Advance(_policy.TotalTimeout))));

        using var answer = await client.SendAsync(Request(), TestContext.Current.CancellationToken);

        Assert.Equal(page, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.True(_context.GetReverseProxyFeature().ProxiedDestination == _cluster.Destinations["a"]);
    }

    [Fact]
    public async Task SendAsync_TimeIsUpWhenAnHtmlPageHasArrived_Fails()
    {
        using var client = Client(() => new(new LastReadStream("<html/>"u8.ToArray(), () => _fixture.Time.Advance(_policy.TotalTimeout))));

        await Assert.ThrowsAsync<PressFailedException>(() => client.SendAsync(Request(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("no cause", nameof(AttemptFailure.NotWritten), 1)]
    [InlineData("format", nameof(AttemptFailure.NotWritten), 1)]
    [InlineData("connection", nameof(AttemptFailure.ConnectionLost), 2)]
    [InlineData("answer", nameof(AttemptFailure.BadProtocol), 2)]
    public async Task SendAsync_ClientThrows_IsNotWrittenWhereNothingCanHaveBeenSent(string cause, string failure, int attempts)
    {
        using var client = Client(() => throw (cause switch
        {
            "no cause" => new HttpRequestException("Request headers must contain only ASCII characters."),
            "format" => new FormatException(),
            "connection" => new HttpRequestException("x", new IOException()),
            _ => (Exception)new HttpRequestException(HttpRequestError.InvalidResponse),
        }));
        var request = Request();

        await Assert.ThrowsAsync<PressFailedException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));

        var press = request.Press;
        Assert.Equal(attempts, press.Attempts.Count);
        Assert.All(press.Attempts, attempt => Assert.Equal(failure, attempt.Failure.ToString()));
        Assert.All(press.Attempts, attempt => Assert.Equal(failure == nameof(AttemptFailure.NotWritten), attempt.NotExecuted));
        Assert.All(press.Attempts, attempt => Assert.Equal(failure == nameof(AttemptFailure.NotWritten) ? "the gateway could not write the request" : null, attempt.Reason));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private HttpMessageInvoker Client(Func<StreamContent> answer)
    {
        var node = new HttpMessageInvoker(new Node(answer));
        var metrics = new AttemptMetrics(_fixture.Meters);
        var alarms = new SetupAlarms(metrics, _fixture.Time, NullLogger<SetupAlarms>.Instance);
        var unwritable = new UnwritableHeaders(() => new(), _fixture.Time, NullLogger<UnwritableHeaders>.Instance);
        var verdict = new PressVerdict(_fixture.Reporter, new ApplicationFaults(metrics, _fixture.Time, NullLogger<ApplicationFaults>.Instance));
        var runner = new AttemptRunner(_fixture.Reporter, verdict, new PageNumberJudge(alarms), unwritable, _fixture.Culprit, new HeldMemory(), _fixture.Time);
        var places = new NodePlaces(_nodes, () => new(), _fixture.Time);
        var traces = new GatewayTraces(new ConfigurationBuilder().Build(), _fixture.Time);
        var observed = new ObservedAttempts(runner, places, metrics, traces, _fixture.Nodes, _fixture.Time);
        return new(new FailoverHandler(new NodeClients(node, node), observed, new QueuedAttempts(observed, places, _fixture.Time), new ActiveNode(_fixture.Nodes, _fixture.Time), new DownSignals(_fixture.Changes), verdict, new PressLog(NullLogger<PressLog>.Instance), _fixture.Time));
    }

    private PressMessage Request()
    {
        var numbers = new PageNumberSet([new("26", new() { Class = PageNumberClass.Node, Meaning = "busy" })]);
        var pipeline = new FailoverPipelines(_fixture.Time).Build(_policy);
        var policy = new RoutePolicy(_policy, Expectation.PhoneXml, pipeline, new(_fixture.Time)) { PageNumbers = numbers, Marks = Marks.None };
        var route = new RouteModel(new RouteConfig(), _cluster, HttpTransformer.Default);
        var picker = new NodePicker([new First()], _nodes);
        _context.Request.Method = HttpMethods.Get;
        var press = new Press(_context, route, _cluster, policy, picker);
        _context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature());
        return new PressMessage(press) { RequestUri = new(press.NextNode()!.Model.Config.Address + "emapp/EMAppServlet?device=SEP1") };
    }

    private sealed class Node(Func<StreamContent> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = answer() });
    }

    private sealed class First : ILoadBalancingPolicy
    {
        public string Name => LoadBalancingPolicies.PowerOfTwoChoices;

        public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations) =>
            availableDestinations[0];
    }
}
