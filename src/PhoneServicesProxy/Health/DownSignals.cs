using System.Collections.Concurrent;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Lets whoever waits at a node learn at once that it has gone down there, so that nobody needs to look again and again.</summary>
internal sealed class DownSignals
{
    private readonly ConcurrentDictionary<(string Cluster, string Node), CancellationTokenSource> _sources = [];

    public DownSignals(NodeStateChanges changes) => changes.Changed += OnStateChanged;

    /// <summary>Is cancelled when the node goes down the next time in this service.</summary>
    public CancellationToken Of(ClusterState cluster, DestinationState node) =>
        _sources.GetOrAdd((cluster.ClusterId, node.DestinationId), static _ => new()).Token;

    private void OnStateChanged(NodeStateChange change)
    {
        if (change is { State: NodeCondition.Down, IsAnotherCause: false } && _sources.TryRemove((change.Cluster, change.Destination), out var source))
        {
            // On other threads: who saw the node go down must not wait for those who leave it.
            _ = source.CancelAsync();
        }
    }
}
