using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>Health checks on a clock that only the test moves, of nodes that answer what the test says.</summary>
internal sealed class ProbingFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HttpMessageInvoker _client;
    private readonly List<ClusterState> _clusters = [];
    private int _underWay;

    public ProbingFixture(ILogger<ProbeJudge>? judgeLog = null, params IActiveHealthCheckPolicy[] policies)
    {
        _client = new HttpMessageInvoker(new Handler(this));
        Metrics = new ProbeMetrics(Meters);
        var updater = Updater = new HealthUpdaterStub();
        Func<HealthOptions> options = () => Options;
        Faults = new CommonFaults(Nodes, new NodeDirectory(), Time, FaultLog);
        Changes = new NodeStateChanges(Nodes, Faults, Time, ChangeLog);
        Changes.Changed += Seen.Enqueue;
        Readiness = new ReadinessState(options);
        Passive = new PassiveHealth(Nodes, updater, Changes, Readiness, options, Time);
        Reporter = new HealthReporter(Nodes, Passive);
        Faults.Changed += (fault, began) => FaultsSeen.Enqueue((fault, began));
        Exhaustion = new GatewayExhaustion(new ExhaustionMetrics(Meters), Time, NullLogger<GatewayExhaustion>.Instance);
        Heartbeat = new Heartbeat(new ProcessTime(Time), Exhaustion);
        Culprit = new Culprit(Exhaustion, Heartbeat, Time);
        var judge = new ProbeJudge(
            [new FallRiseHealthPolicy(updater, options), .. policies], Nodes, Faults, Passive, Changes, Readiness, Metrics, Time, judgeLog ?? new FailingLogger());
        Monitor = new NodeHealthMonitor(
            Nodes, new ProbeSender(new PhoneProbeRequestFactory(), options, Culprit), judge, Passive, Readiness, updater,
            Microsoft.Extensions.Options.Options.Create(new ActiveHealthCheckMonitorOptions()), options, () => Chance, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    /// <summary>How much intervals are shortened: 0 for not at all, nearly 1 for the most.</summary>
    public double Chance { get; set; }

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public ProbeMetrics Metrics { get; }

    public HealthOptions Options { get; } = new();

    public HealthUpdaterStub Updater { get; }

    public NodeTable Nodes { get; } = new(new NodeDirectory());

    public NodeStateChanges Changes { get; }

    public ConcurrentQueue<NodeStateChange> Seen { get; } = new();

    public ReadinessState Readiness { get; }

    public PassiveHealth Passive { get; }

    public CommonFaults Faults { get; }

    public ConcurrentQueue<(CommonFault Fault, bool Began)> FaultsSeen { get; } = new();

    public FakeLogger<CommonFaults> FaultLog { get; } = new();

    public FakeLogger<NodeStateChanges> ChangeLog { get; } = new();

    public HealthReporter Reporter { get; }

    public NodeHealthMonitor Monitor { get; }

    public GatewayExhaustion Exhaustion { get; }

    public Heartbeat Heartbeat { get; }

    public Culprit Culprit { get; }

    /// <summary>Paths of the probes, in order.</summary>
    public ConcurrentQueue<(string Url, TimeSpan At)> Probes { get; } = new();

    /// <summary>What a node answers; the default is a 200.</summary>
    public Func<Uri, CancellationToken, Task<HttpStatusCode>> Answer { get; set; } = Answers.Ok;

    /// <summary>The page that comes with an answer, by node; the default is none.</summary>
    public Func<Uri, string> Page { get; set; } = _ => "";

    private DateTimeOffset Epoch { get; } = new FakeTimeProvider().GetUtcNow();

    public TimeSpan Now => Time.GetUtcNow() - Epoch;

    public ClusterState AddCluster(string id, bool probed, params (string Id, string Address)[] nodes) => AddCluster(id, probed, [], nodes);

    public ClusterState AddCluster(string id, bool probed, Dictionary<string, string> metadata, params (string Id, string Address)[] nodes)
    {
        var config = new ClusterConfig
        {
            ClusterId = id,
            Metadata = metadata,
            LoadBalancingPolicy = metadata.GetValueOrDefault("Policy"),
            HealthCheck = new HealthCheckConfig
            {
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = probed,
                    Interval = TimeSpan.FromMilliseconds(600),
                    Timeout = TimeSpan.FromMilliseconds(500),
                    Policy = HealthPolicyNames.FallRise,
                    Path = $"/{id}",
                },
            },
        };
        return AddCluster(config, nodes);
    }

    public ClusterState AddCluster(ClusterConfig config, params (string Id, string Address)[] nodes)
    {
        var cluster = Clusters.Create(config, _client, nodes);
        _clusters.Add(cluster);
        Monitor.OnClusterAdded(cluster);
        return cluster;
    }

    public void Start() => _ = Monitor.CheckHealthAsync(_clusters);

    /// <summary>Moves the clock in small steps. All that is due happens within this call, on this thread.</summary>
    public void Advance(int milliseconds, int step = 10)
    {
        for (var done = 0; done < milliseconds; done += step)
        {
            Time.Advance(TimeSpan.FromMilliseconds(Math.Min(step, milliseconds - done)));
        }
    }

    /// <summary>Ends all probes. One that never ends fails the test, and does not hold it for ever.</summary>
    public Task StopAsync() => Monitor.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Assert.Equal(0, Volatile.Read(ref _underWay));
        _client.Dispose();
        await _services.DisposeAsync();
    }

    private sealed class Handler(ProbingFixture fixture) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken limit)
        {
            Assert.True(ProbeRequest.IsProbe(request));
            fixture.Probes.Enqueue((request.RequestUri!.AbsoluteUri, fixture.Now));
            Interlocked.Increment(ref fixture._underWay);
            try
            {
                return new HttpResponseMessage(await fixture.Answer(request.RequestUri, limit)) { Content = new StringContent(fixture.Page(request.RequestUri), null, "text/xml") };
            }
            finally
            {
                Interlocked.Decrement(ref fixture._underWay);
            }
        }
    }

    private sealed class FailingLogger : ILogger<ProbeJudge>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Assert.Fail(formatter(state, exception));
    }
}
