namespace CallManagerSimulator.Transport;

/// <summary>
/// A request in progress. It ends before the first byte of its answer is sent. Otherwise a client that sends its next request after the answer could
/// find two requests counted.
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
