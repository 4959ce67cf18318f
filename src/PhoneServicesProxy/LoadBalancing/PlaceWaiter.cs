namespace PhoneServicesProxy.LoadBalancing;

/// <summary>A request that waits for a place at one or several nodes. It gets one place, at the first node that has one.</summary>
/// <param name="since">When the phone began to wait, as a timestamp of the clock.</param>
/// <param name="service">The service whose learned limit applies at each node; null if only the node's own limit applies.</param>
internal sealed class PlaceWaiter(long since, string? service)
{
    private readonly TaskCompletionSource<NodePlace> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Each node removes its entry under its own lock.
    private readonly Dictionary<NodeLoad, LinkedListNode<PlaceWaiter>> _entries = [];
    private int _claimed;

    public long Since => since;

    public string? Service => service;

    /// <summary>Ends when the request has a place.</summary>
    public Task<NodePlace> Granted => _granted.Task;

    /// <summary>True if the request has a place or no longer waits.</summary>
    public bool IsServed => Volatile.Read(ref _claimed) != 0;

    /// <summary>The nodes at which it waits.</summary>
    public IReadOnlyList<NodeLoad> Nodes
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries.Keys];
            }
        }
    }

    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    public void Grant(NodePlace place) => _granted.SetResult(place);

    /// <summary>Ends the wait. Returns the place; null if none was granted.</summary>
    public async ValueTask<NodePlace?> TakeAsync() => TryClaim() ? null : await _granted.Task;

    public void JoinQueueOf(NodeLoad node, LinkedListNode<PlaceWaiter> entry)
    {
        lock (_entries)
        {
            _entries[node] = entry;
        }
    }

    public LinkedListNode<PlaceWaiter>? LeaveQueueOf(NodeLoad node)
    {
        lock (_entries)
        {
            return _entries.Remove(node, out var entry) ? entry : null;
        }
    }
}
