using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Gives an attempt its place at a node, after a wait if the node is at its limit.</summary>
internal sealed class NodePlaces(NodeDirectory nodes, Func<QueueOptions> options, TimeProvider time)
{
    /// <summary>The settings of the queue for a single node.</summary>
    public QueueOptions Queue => options();

    /// <summary>Waits for a place at this node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="since">When the phone began to wait, as a timestamp of the clock.</param>
    /// <param name="atMost">The longest wait, if requests wait at all; null for the time in the settings.</param>
    /// <param name="cancellationToken">Cancelled when the press is over.</param>
    /// <returns>The place; null if none became free.</returns>
    /// <exception cref="OperationCanceledException">The press is over.</exception>
    public async ValueTask<NodePlace?> EnterAsync(DestinationState node, long since, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        var (load, queue) = (nodes.Of(node).Load, options());
        if (load.TryEnter() is { } place)
        {
            return place;
        }

        if (!queue.Waits)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(atMost ?? queue.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var found = await load.WaitAsync(queue.Length, since, either.Token);
            if (nodes.Of(node).State != NodeState.Maintenance)
            {
                return found;
            }

            // The node was set to maintenance while the request waited. It gets no requests, even if no other node is up.
            found?.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Makes a request wait at these nodes and at no others.</summary>
    /// <param name="waiter">The request.</param>
    /// <param name="candidates">The nodes, best first. The request enters immediately at the first one with a free place.</param>
    public void WaitAt(PlaceWaiter waiter, IReadOnlyList<DestinationState> candidates)
    {
        var joined = waiter.Nodes;
        foreach (var load in joined)
        {
            if (!candidates.Any(node => nodes.Of(node).Load == load))
            {
                load.Forget(waiter);
            }
        }

        foreach (var node in candidates)
        {
            var load = nodes.Of(node).Load;
            load.ReopenIfDue(waiter.Service!, time);
            if (!joined.Contains(load))
            {
                load.Join(waiter);
            }
        }
    }

    /// <summary>Ends a wait.</summary>
    /// <returns>The place and its node; null if none became free.</returns>
    public async ValueTask<(DestinationState Node, NodePlace Place)?> EndAsync(PlaceWaiter waiter, IReadOnlyList<DestinationState> candidates)
    {
        foreach (var load in waiter.Nodes)
        {
            load.Forget(waiter);
        }

        if (await waiter.TakeAsync() is not { } place)
        {
            return null;
        }

        if (candidates.FirstOrDefault(node => nodes.Of(node).Load == place.Load) is { } found)
        {
            return (found, place);
        }

        place.Dispose();
        return null;
    }
}
