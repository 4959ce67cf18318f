using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using PhoneServicesProxy.Tests.Health;
using PhoneServicesProxy.Tests.LoadBalancing;
using PhoneServicesProxy.Tests.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>Presses in front of the nodes a, b and c, picked in this order. They answer what and when the test says, on a clock that only the test moves.</summary>
internal sealed class PressBench : IAsyncDisposable
{
    public const string Page = "<CiscoIPPhoneText><Title>Services</Title><Text>Welcome</Text></CiscoIPPhoneText>";

    /// <summary>A node says with it that it is at its limit of requests.</summary>
    public const string BusyPage = "<CiscoIPPhoneText><Text>Login is unavailable(25)</Text></CiscoIPPhoneText>";

    private static readonly SessionMarks Known = Marks.Of("http://a/", "http://b/", "http://c/");

    private readonly Lock _gate = new();
    private readonly List<string> _asked = [];
    private readonly List<HttpResponseMessage> _given = [];
    private readonly List<(Func<object, Task> Callback, object State)> _atEnd = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly NodeDirectory _directory = new();
    private readonly RouteHedging _hedging;
    private readonly FailoverHandler _handler;

    public PressBench(string? balancing = null, bool probed = false)
    {
        var check = new ActiveHealthCheckConfig
        {
            Enabled = probed,
            Interval = TimeSpan.FromMilliseconds(600),
            Timeout = TimeSpan.FromMilliseconds(500),
            Policy = HealthPolicyNames.FallRise,
            Path = "/probe",
        };
        var config = new ClusterConfig { ClusterId = "em", LoadBalancingPolicy = balancing ?? LoadBalancingPolicies.PowerOfTwoChoices, HealthCheck = new() { Active = check } };
        Cluster = Health.AddCluster(config, ("a", "http://a/"), ("b", "http://b/"), ("c", "http://c/"));
        _hedging = new(Time);
        var metrics = new AttemptMetrics(Health.Meters);
        var alarms = new SetupAlarms(metrics, Time, NullLogger<SetupAlarms>.Instance);
        var unwritable = new UnwritableHeaders(() => new(), Time, NullLogger<UnwritableHeaders>.Instance);
        Verdict = new(Health.Reporter, new ApplicationFaults(metrics, Time, Faults));
        var runner = new AttemptRunner(Health.Reporter, Verdict, new PageNumberJudge(alarms), unwritable, Health.Culprit, Memory, Time);
        var places = new NodePlaces(_directory, () => Queue, Time);
        var observed = new ObservedAttempts(runner, places, metrics, new GatewayTraces(new ConfigurationBuilder().Build(), Time), Health.Nodes, Time);
        _handler = new(
            new NodeClients(new(new Node(this, isFresh: false)), new(new Node(this, isFresh: true))), observed, new QueuedAttempts(observed, places, Time),
            new ActiveNode(Health.Nodes, Time), new DownSignals(Health.Changes), Verdict, new PressLog(Log), Time);
        Answers = Cluster.Destinations.Keys.ToDictionary(node => node, _ => Always(() => Good()));
    }

    public ProbingFixture Health { get; } = new();

    public ClusterState Cluster { get; }

    public FakeTimeProvider Time => Health.Time;

    public FailoverPolicyOptions Policy { get; set; } = new() { Replay = Replay.Always };

    public QueueOptions Queue { get; set; } = new();

    public HeldMemory Memory { get; } = new(256 * 1024);

    public PressVerdict Verdict { get; }

    public FakeLogger<ApplicationFaults> Faults { get; } = new();

    public FakeLogger<PressLog> Log { get; } = new();

    public string Method { get; set; } = HttpMethods.Get;

    public string Query { get; set; } = "?device=SEP1";

    /// <summary>Whose session the phone has; null for none.</summary>
    public string? SessionOf { get; set; }

    public Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> Answers { get; }

    public HedgeBudget Budget => _hedging.Budget;

    public AnswerTimes Times => _hedging.Answers;

    /// <summary>The nodes that were asked, in that order, each with a mark if it was asked on a fresh connection.</summary>
    public string Asked
    {
        get
        {
            lock (_gate)
            {
                return string.Join(' ', _asked);
            }
        }
    }

    /// <summary>Answers whose connections nobody has given back.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _given.Count(answer => !IsDisposed(answer));
            }
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static HttpResponseMessage Good(string page = Page, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(page, Encoding.UTF8, "text/xml") };

    public static Exception Refused() => new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));

    /// <summary>A node that answers at once.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> Always(Func<HttpResponseMessage> answer) => _ => Task.FromResult(answer());

    public static Func<CancellationToken, Task<HttpResponseMessage>> Fails(Func<Exception> error) => _ => Task.FromException<HttpResponseMessage>(error());

    public static Task<HttpResponseMessage> Never(CancellationToken limit) => new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(limit);

    /// <summary>A node that answers when the source is set, unless it is given up before.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> When(TaskCompletionSource<HttpResponseMessage> answer) => limit => answer.Task.WaitAsync(limit);

    /// <summary>A node that answers each request when the gate is open.</summary>
    public static async Task<HttpResponseMessage> After(TaskCompletionSource gate, CancellationToken limit)
    {
        await gate.Task.WaitAsync(limit);
        return Good();
    }

    /// <summary>Gives a node other settings, as a reload does.</summary>
    public void Set(string node, int priority = 1, int? limit = null, string state = "Active") =>
        Tier.Reload(Cluster.Destinations[node], Tier.Node(node, priority, limit: limit, state: state));

    public NodeLoad LoadOf(string node) => _directory.Of(Cluster.Destinations[node]).Load;

    public bool IsOut(string node) => Cluster.Destinations[node].Health.Passive == DestinationHealth.Unhealthy;

    /// <summary>A press whose first node has been picked.</summary>
    /// <param name="waited">How long the phone has waited already.</param>
    public Press Begin(TimeSpan waited = default)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = Method;
        context.Request.Host = new("gateway:8080");
        context.Request.QueryString = new(Query);
        context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature());
        context.Features.Set<IHttpResponseFeature>(new PhoneResponse(this));
        if (SessionOf is not null)
        {
            context.Request.Headers.Cookie = $"JSESSIONID=1{Known.Of(Cluster.Destinations[SessionOf])}";
        }

        var policy = new RoutePolicy(Policy, Expectation.PhoneXml, new FailoverPipelines(Time).Build(Policy), _hedging)
        {
            Marks = Known,
            PageNumbers = new(
            [
                new("25", new() { Class = PageNumberClass.Busy, NotExecuted = NotExecutedProof.Always, Meaning = "busy" }),
                new("208", new() { Class = PageNumberClass.Node, NotExecuted = NotExecutedProof.UnlessEmcc, Meaning = "no service" }),
            ]),
        };
        var press = new Press(context, new RouteModel(new RouteConfig { RouteId = "login" }, Cluster, HttpTransformer.Default), Cluster, policy, new NodePicker([new First(), new ActiveStandbyPolicy(_directory)], _directory))
        {
            Began = Time.GetTimestamp() - (long)(waited.TotalSeconds * Time.TimestampFrequency),
            Sessions = PressSessions.Of(context, Known),
        };
        press.NextNode();
        return press;
    }

    /// <returns>The answer for the phone; null where no node gave one.</returns>
    public Task<HttpResponseMessage?> AnswerAsync(Press press) => AnswerUntilAsync(press, CancellationToken.None);

    /// <returns>What the phone reads; null where no node gave a page.</returns>
    public Task<string?> SendAsync(Press press) => SendUntilAsync(press, CancellationToken.None);

    /// <inheritdoc cref="SendAsync(Press)"/>
    public async Task<string?> SendUntilAsync(Press press, CancellationToken phoneIsGone)
    {
        using var answer = await AnswerUntilAsync(press, phoneIsGone);
        return answer is null ? null : await answer.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>Waits until these nodes have been asked. It does not move the clock.</summary>
    public async Task AskedAsync(string asked)
    {
        while (Asked != asked)
        {
            Assert.True(await _more.WaitAsync(TimeSpan.FromSeconds(10), Cancellation), $"asked: {Asked}");
        }
    }

    /// <summary>Moves the clock in steps of ten milliseconds until the task has ended.</summary>
    /// <returns>How many milliseconds it took.</returns>
    public async Task<int> MillisecondsAsync(Task task, int atMost = 100_000)
    {
        var passed = 0;
        for (; passed < atMost && !task.IsCompleted; passed += 10)
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        await task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        return passed;
    }

    /// <summary>Moves the clock a little, and again, until the task has ended. For what happens on another thread first.</summary>
    public async Task SoonAsync(Task task)
    {
        for (var began = Stopwatch.GetTimestamp(); !task.IsCompleted && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10);)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.True(task.IsCompleted);
    }

    /// <summary>The phones have their answers.</summary>
    public async Task EndAsync()
    {
        foreach (var (callback, state) in _atEnd)
        {
            await callback(state);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        Memory.Dispose();
        _more.Dispose();
        await Health.DisposeAsync();
    }

    private async Task<HttpResponseMessage?> AnswerUntilAsync(Press press, CancellationToken phoneIsGone)
    {
        using var client = new HttpMessageInvoker(_handler, disposeHandler: false);
        using var request = new PressMessage(press) { Method = new(Method), RequestUri = new($"{press.FirstNode.Model.Config.Address}emapp/EMAppServlet?device=SEP1") };
        try
        {
            return await client.SendAsync(request, phoneIsGone).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        }
        catch (PressFailedException)
        {
            return null;
        }
    }

    private static bool IsDisposed(HttpResponseMessage answer)
    {
        try
        {
            answer.ReasonPhrase = null;
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private sealed class Node(PressBench bench, bool isFresh) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (bench._gate)
            {
                bench._asked.Add(request.RequestUri!.Host + (isFresh ? "!" : ""));
            }

            bench._more.Release();
            var answer = await bench.Answers[request.RequestUri.Host](cancellationToken);
            lock (bench._gate)
            {
                bench._given.Add(answer);
            }

            return answer;
        }
    }

    private sealed class PhoneResponse(PressBench bench) : HttpResponseFeature
    {
        public override void OnCompleted(Func<object, Task> callback, object state) => bench._atEnd.Add((callback, state));
    }

    private sealed class First : ILoadBalancingPolicy
    {
        public string Name => LoadBalancingPolicies.PowerOfTwoChoices;

        public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations) =>
            availableDestinations[0];
    }
}
