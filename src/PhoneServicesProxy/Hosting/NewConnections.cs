using System.Collections.Concurrent;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Counts accepted connections that have not sent a request yet. Kestrel closes these when it stops, even if a request has already arrived on one.
/// That request would never be answered.
/// </summary>
/// <remarks>The count is kept here, not with each connection, because most of the thousands of connections are idle.</remarks>
internal sealed class NewConnections(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, bool> _known = [];
    private int _count;

    /// <summary>Must be called when a connection was accepted.</summary>
    public void Accepted() => Interlocked.Increment(ref _count);

    /// <summary>Must be called when Kestrel gets the connection and it has an id.</summary>
    public void HandedOver(string connectionId) => _known.TryAdd(connectionId, true);

    /// <summary>Must be called if the connection ended before Kestrel got it.</summary>
    public void Lost() => Interlocked.Decrement(ref _count);

    /// <summary>Must be called when the connection sends a request, or ends. Further calls do nothing.</summary>
    public void Settled(string connectionId)
    {
        if (_known.TryRemove(connectionId, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Waits until each of them has sent a request or ended, at most one second. A phone sends its request right after it connects.</summary>
    public async Task WaitAsync()
    {
        var start = time.GetTimestamp();
        while (Volatile.Read(ref _count) > 0 && time.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(PollInterval, time);
        }
    }
}
