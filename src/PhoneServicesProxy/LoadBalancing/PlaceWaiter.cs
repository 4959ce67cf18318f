namespace PhoneServicesProxy.LoadBalancing;

/// <summary>A request that waits for a place at one node or at several. It gets one place, at the node that is free first.</summary>
/// <param name="since">When the phone began to wait, as a timestamp of the clock.</param>
/// <param name="service">The service whose limit at each node counts; null if only the node's own limit does.</param>
internal sealed class PlaceWaiter(long since, string? service)
{
    private readonly TaskCompletionSource<NodePlace> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Nodes remove their entries themselves, each under a lock of its own.
    private readonly Dictionary<NodeLoad, LinkedListNode<PlaceWaiter>> _entries = [];
    private int _claimed;

    public long Since => since;

    public string? Service => service;

    /// <summary>The place, when there is one.</summary>
    public Task<NodePlace> Granted => _granted.Task;

    /// <summary>True if the request has a place, or waits no longer.</summary>
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

    /// <summary>The place if one was granted; null if none was, and none will be.</summary>
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
