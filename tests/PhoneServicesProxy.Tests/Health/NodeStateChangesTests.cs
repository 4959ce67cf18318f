using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public sealed class NodeStateChangesTests
{
    /// <summary>It is told on a timer: what escapes there ends the process.</summary>
    [Fact]
    public void Observe_LogFails_OthersAreToldAllTheSame()
    {
        var time = new FakeTimeProvider();
        var nodes = new NodeTable(new NodeDirectory());
        var changes = new NodeStateChanges(nodes, new CommonFaults(nodes, new NodeDirectory(), time, NullLogger<CommonFaults>.Instance), time, new BrokenLogger());
        var told = new List<IReadOnlyList<NodeStateChange>>();
        changes.Reported += told.Add;
        changes.Reported += _ => throw new InvalidOperationException("An observer is broken, too.");
        var cluster = Clusters.Create(new ClusterConfig { ClusterId = "menu" }, ("first", "http://10.1.1.1/"));
        var node = new NodeHealth(cluster, cluster.Destinations["first"], time.GetUtcNow());
        node.Destination.Health.Active = DestinationHealth.Unhealthy;

        changes.Observe(node, "seen", AttemptFailure.ConnectFailed);
        time.Advance(HeldChanges.Delay);

        Assert.Equal(NodeCondition.Down, Assert.Single(Assert.Single(told)).State);
    }

    [Fact]
    public void Observe_NodeComesAndGoes_IsLoggedInWords()
    {
        var site = new Site(NodePolicyNames.DeviceHash);

        site.Judge(site.First, AttemptFailure.None, 10);
        site.Judge(site.First, AttemptFailure.ConnectFailed, 300);
        site.First.Note = new(AttemptFailure.BadStatus, "status 500, not 200", null, 0, 0, site.Time.GetUtcNow().AddSeconds(1), 2);
        site.Judge(site.First, AttemptFailure.BadStatus, 12);
        site.Judge(site.First, AttemptFailure.None, 3);

        Assert.Equal(
            [
                (LogLevel.Information, "Node first is Up for menu: seen. It was Unknown for 10 s."),
                (LogLevel.Warning, "Node first is down for menu: ConnectFailed, seen. It was Up for 5 min."),
                (LogLevel.Warning, "Node first is still down for menu, now because of BadStatus, status 500, not 200. It has been down for 12 s."),
                (LogLevel.Information, "Node first is Up for menu: seen. It was Down for 15 s."),
            ],
            site.Lines);
    }

    [Fact]
    public void Observe_NodeStandsByAndFallsSilent_IsLoggedInWords()
    {
        var site = new Site(NodePolicyNames.ActiveStandby);
        site.Judge(site.First, AttemptFailure.None, 0);

        site.Probe(site.Second, AttemptFailure.BadStatus, 20);
        site.Probe(site.Second, AttemptFailure.AnswerTimeout, 300);
        site.Probe(site.Second, AttemptFailure.AnswerTimeout, 0);

        Assert.Equal(
            [
                (LogLevel.Information, "Node second stands by for menu, where another node is active: seen. It was Unknown for 20 s."),
                (LogLevel.Warning, "Node second is down for menu: AnswerTimeout, seen. It was Standby for 5 min."),
            ],
            site.Lines.Skip(1));
    }

    [Fact]
    public void Changed_ObserverFails_IsLoggedAndTheChangeIsReported()
    {
        var site = new Site(NodePolicyNames.DeviceHash);
        site.Changes.Changed += _ => throw new InvalidOperationException("The observer is broken.");

        site.Judge(site.First, AttemptFailure.None, 0);

        Assert.Equal([(LogLevel.Error, "An observer of node states failed."), (LogLevel.Information, "Node first is Up for menu: seen. It was Unknown for 0 s.")], site.Lines);
    }

    [Theory]
    [InlineData("Down", "Down", false, false, true)]
    [InlineData("Down", "Up", false, false, false)]
    [InlineData("Up", "Down", false, false, false)]
    [InlineData("Down", "Down", true, false, false)]
    [InlineData("Down", "Down", false, true, false)]
    public void IsAnotherCause_Change_IsOneOfANodeThatStaysDown(string state, string previous, bool standby, bool wasStandby, bool expected) =>
        Assert.Equal(expected, (Change("seen", Enum.Parse<NodeCondition>(state), Enum.Parse<NodeCondition>(previous)) with { Standby = standby, WasStandby = wasStandby }).IsAnotherCause);

    [Theory]
    [InlineData("no answer after 12 ms", "no answer after 3.5 s", true)]
    [InlineData("no connection", "no connection (seen by the probe for menu)", true)]
    [InlineData("status 404, not 200", "status 503, not 200", false)]
    public void CommonCause_Observation_IsComparedWithoutTimesAndPlace(string cause, string other, bool expected) =>
        Assert.Equal(expected, Change(cause).CommonCause.Equals(Change(other).CommonCause));

    [Fact]
    public void Spokesman_AllWereSeenElsewhere_IsTheFirst()
    {
        NodeStateChange[] changes = [Change("refused (seen by the probe for login)"), Change("refused (seen by the probe for idle)")];

        Assert.Same(changes[0], NodeStateChanges.Spokesman(changes));
    }

    private static NodeStateChange Change(string cause, NodeCondition state = NodeCondition.Down, NodeCondition previous = NodeCondition.Up) =>
        new("menu", "first", state, cause, AttemptFailure.ConnectFailed, default, previous, default);

    private sealed class Site
    {
        private readonly FakeLogger<NodeStateChanges> _log = new();
        private readonly NodeTable _nodes = new(new NodeDirectory());

        public Site(string policy)
        {
            Changes = new(_nodes, new CommonFaults(_nodes, new NodeDirectory(), Time, NullLogger<CommonFaults>.Instance), Time, _log);
            var cluster = Clusters.Create(new ClusterConfig { ClusterId = "menu", LoadBalancingPolicy = policy }, ("first", "http://10.1.1.1/"), ("second", "http://10.1.1.2/"));
            (First, Second) = (Add(cluster, "first"), Add(cluster, "second"));
        }

        public FakeTimeProvider Time { get; } = new();

        public NodeStateChanges Changes { get; }

        public NodeHealth First { get; }

        public NodeHealth Second { get; }

        public IEnumerable<(LogLevel Level, string Message)> Lines
        {
            get
            {
                Time.Advance(HeldChanges.Delay);
                return _log.Collector.GetSnapshot().Select(line => (line.Level, line.Message));
            }
        }

        public void Judge(NodeHealth node, AttemptFailure failure, int after)
        {
            Time.Advance(TimeSpan.FromSeconds(after));
            node.Destination.Health.Active = failure == AttemptFailure.None ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
            Changes.Observe(node, "seen", failure);
        }

        public void Probe(NodeHealth node, AttemptFailure failure, int after)
        {
            node.LastProbe = new(Time.GetUtcNow(), TimeSpan.Zero, failure, "seen");
            Judge(node, failure, after);
        }

        private NodeHealth Add(ClusterState cluster, string id)
        {
            var node = new NodeHealth(cluster, cluster.Destinations[id], Time.GetUtcNow());
            _nodes.Add(node);
            return node;
        }
    }

    private sealed class BrokenLogger : ILogger<NodeStateChanges>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new AggregateException(new FormatException("Input string was not in a correct format."));
    }
}
