using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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

    private sealed class BrokenLogger : ILogger<NodeStateChanges>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new AggregateException(new FormatException("Input string was not in a correct format."));
    }
}
