using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Gives an attempt its place at a node, after a short wait if the node is at its limit.</summary>
internal sealed class NodePlaces(NodeDirectory nodes, Func<QueueOptions> options, TimeProvider time)
{
    /// <returns>The place; null if none became free.</returns>
    /// <exception cref="OperationCanceledException">The press is over.</exception>
    public async ValueTask<NodePlace?> EnterAsync(DestinationState node, CancellationToken cancellationToken)
    {
        var (load, queue) = (nodes.Of(node).Load, options());
        if (load.TryEnter(queue.Length) is { } place)
        {
            return place;
        }

        if (queue.Length == 0 || queue.Time == TimeSpan.Zero)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(queue.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await load.WaitAsync(queue.Length, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
