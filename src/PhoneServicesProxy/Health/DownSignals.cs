using System.Collections.Concurrent;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Signals presses that wait at a node when it goes down in a service, so they need not poll.</summary>
internal sealed class DownSignals
{
    private readonly ConcurrentDictionary<(string Cluster, string Node), CancellationTokenSource> _sources = [];

    public DownSignals(NodeStateChanges changes) => changes.Changed += OnStateChanged;

    /// <summary>Cancelled when the node next goes down in this service.</summary>
    public CancellationToken Of(ClusterState cluster, DestinationState node) =>
        _sources.GetOrAdd((cluster.ClusterId, node.DestinationId), static _ => new()).Token;

    private void OnStateChanged(NodeStateChange change)
    {
        if (change is { State: NodeCondition.Down, IsAnotherCause: false } && _sources.TryRemove((change.Cluster, change.Destination), out var source))
        {
            // This cancels on other threads, because the thread that saw the node go down must not wait for the presses that leave it.
            _ = source.CancelAsync();
        }
    }
}
