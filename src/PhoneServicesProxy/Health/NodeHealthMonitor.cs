using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Keeps one prober for each node in each service of the configuration. It replaces YARP's monitor.</summary>
internal sealed class NodeHealthMonitor(
    NodeTable nodes,
    ProbeSender sender,
    ProbeJudge judge,
    PassiveHealth passive,
    ReadinessState readiness,
    IClusterDestinationsUpdater updater,
    IOptions<ActiveHealthCheckMonitorOptions> defaults,
    Func<HealthOptions> options,
    Func<double> chance,
    TimeProvider time)
    : IActiveHealthCheckMonitor, IClusterChangeListener, IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ProbeQuestion, Prober> _probers = [];
    private bool _started;
    private bool _disposed;

    /// <inheritdoc/>
    public bool InitialProbeCompleted => readiness.FirstVerdictsIn;

    /// <summary>Starts all probes. If they already run, every node is probed now.</summary>
    public Task CheckHealthAsync(IEnumerable<ClusterState> clusters)
    {
        lock (_gate)
        {
            _started = true;
            foreach (var cluster in clusters)
            {
                Track(cluster);
                foreach (var node in Of(cluster))
                {
                    node.Prober?.ProbeSoon();
                }
            }
        }

        readiness.Started();
        return readiness.WaitForFirstVerdictsAsync(CancellationToken.None);
    }

    public void OnClusterAdded(ClusterState cluster) => Changed(cluster);

    public void OnClusterChanged(ClusterState cluster) => Changed(cluster);

    public void OnClusterRemoved(ClusterState cluster)
    {
        lock (_gate)
        {
            foreach (var node in Of(cluster))
            {
                Remove(node);
            }
        }
    }

    public void Dispose() => _ = StopAsync();

    public async ValueTask DisposeAsync() => await StopAsync();

    private void Changed(ClusterState cluster)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                Track(cluster);
            }
        }
    }

    private void Track(ClusterState cluster)
    {
        foreach (var node in Of(cluster).Where(node => !IsCurrent(node)))
        {
            Remove(node);
        }

        foreach (var destination in cluster.Destinations.Values)
        {
            Configure(nodes.Find(destination) ?? Add(cluster, destination));
        }

        if (!cluster.Destinations.IsEmpty)
        {
            readiness.NodesKnown();
        }
    }

    private void Configure(NodeHealth node)
    {
        var settings = ProbeSettings.From(
            node.Cluster.Model.Config, node.Destination.Model.Config, defaults.Value);
        if (settings is null)
        {
            if (node.Prober is not null)
            {
                // Without probes nothing would ever change the old verdict.
                Remove(node);
                Add(node.Cluster, node.Destination);
            }
        }
        else
        {
            Probe(node, settings);
        }
    }

    private void Probe(NodeHealth node, ProbeSettings settings)
    {
        if (node.Prober is null)
        {
            readiness.Expect(node);
        }

        var question = ProbeQuestion.Of(node, settings);
        if (node.Prober?.Question != question)
        {
            _ = LeaveAsync(node);
            node.Prober = _probers.TryGetValue(question, out var shared) ? shared
                : _probers[question] = new Prober(question, sender, judge, options, chance, time);
        }

        // The probe comes immediately, not after one interval, because a new node gets requests on trust until its first verdict.
        if (node.Prober.AnswerFor(node, settings) && _started)
        {
            node.Prober.ProbeSoon();
        }
    }

    private Task LeaveAsync(NodeHealth node)
    {
        if (node.Prober is not { } prober || !prober.Leave(node))
        {
            return Task.CompletedTask;
        }

        _probers.Remove(prober.Question);
        return prober.StopAsync();
    }

    private NodeHealth Add(ClusterState cluster, DestinationState destination)
    {
        var node = new NodeHealth(cluster, destination, time.GetUtcNow());
        nodes.Add(node);
        return node;
    }

    /// <summary>Also called for a node whose address has changed. YARP keeps its state, but that state belongs to another machine.</summary>
    private void Remove(NodeHealth node)
    {
        node.Verdicts.Close();
        nodes.Remove(node);
        _ = LeaveAsync(node);
        readiness.Dismiss(node);
        passive.Forget(node);
        node.Destination.Health.Active = DestinationHealth.Unknown;
        updater.UpdateAvailableDestinations(node.Cluster);
    }

    private Task StopAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var node in nodes.Nodes)
            {
                passive.Forget(node);
            }

            return Task.WhenAll(_probers.Values.Select(prober => prober.StopAsync()));
        }
    }

    private NodeHealth[] Of(ClusterState cluster) => [.. nodes.Nodes.Where(node => node.Cluster == cluster)];

    private static bool IsCurrent(NodeHealth node)
    {
        var config = node.Destination.Model.Config;
        return node.Cluster.Destinations.TryGetValue(node.Destination.DestinationId, out var present)
            && present == node.Destination
            && node.Address == (config.Address, config.Health);
    }
}
