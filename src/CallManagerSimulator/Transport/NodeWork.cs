namespace CallManagerSimulator.Transport;

/// <summary>
/// A request that the node is working on. It ends before the first byte of its answer leaves, so that a client which sends the
/// next request when it has the answer never sees two counted.
/// </summary>
internal sealed class NodeWork : IDisposable
{
    private readonly NodeCounters _counters;
    private int _ended;

    public NodeWork(NodeCounters counters)
    {
        _counters = counters;
        counters.BeginWork();
    }

    public Task End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _counters.EndWork();
        }

        return Task.CompletedTask;
    }

    public void Dispose() => End();
}
