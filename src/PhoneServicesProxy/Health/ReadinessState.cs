using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Knows whether every node has had a first verdict. Before that, requests could go to nodes that are down.</summary>
internal sealed class ReadinessState(Func<HealthOptions> options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<NodeHealth> _unjudged = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private bool _knowsNodes;

    /// <summary>Stays true after it was true once.</summary>
    public bool FirstVerdictsIn => _done.Task.IsCompleted;

    public Task WaitForFirstVerdictsAsync(CancellationToken cancellation) => _done.Task.WaitAsync(cancellation);

    /// <summary>Notes a node that is about to be probed.</summary>
    public void Expect(NodeHealth node)
    {
        lock (_gate)
        {
            _unjudged.Add(node);
        }
    }

    /// <summary>Called when all nodes of the start are known.</summary>
    public void Started()
    {
        lock (_gate)
        {
            _started = true;
            CompleteIfDone();
        }
    }

    /// <summary>Called when there are nodes. Nodes from DNS may come after the start.</summary>
    public void NodesKnown()
    {
        lock (_gate)
        {
            _knowsNodes = true;
            CompleteIfDone();
        }
    }

    public void Judged(NodeHealth node)
    {
        if (!FirstVerdictsIn && HasVerdict(node))
        {
            Dismiss(node);
        }
    }

    /// <summary>Stops waiting for this node.</summary>
    public void Dismiss(NodeHealth node)
    {
        lock (_gate)
        {
            _unjudged.Remove(node);
            CompleteIfDone();
        }
    }

    private bool HasVerdict(NodeHealth node)
    {
        var health = node.Destination.Health;
        var fall = HealthMetadata.Read(node.Cluster.Model.Config.Metadata).Fall ?? options().Fall;

        // The count is for YARP's policies, which may leave a node Unknown for ever.
        return health.Active != DestinationHealth.Unknown
            || health.Passive == DestinationHealth.Unhealthy
            || node.Verdicts.Count >= fall;
    }

    private void CompleteIfDone()
    {
        if (_started && _knowsNodes && _unjudged.Count == 0)
        {
            _done.TrySetResult();
        }
    }
}
