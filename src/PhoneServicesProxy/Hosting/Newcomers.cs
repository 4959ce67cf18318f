using System.Collections.Concurrent;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Connections that have come and have not pressed yet. When Kestrel stops it ends every connection of which it has read nothing, also one that
/// was accepted a moment before with the press on it: nobody would ever answer that.
/// </summary>
/// <remarks>Kept here and not with the connection: most are idle, and thousands.</remarks>
internal sealed class Newcomers(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAround = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, bool> _known = [];
    private int _count;

    /// <summary>To be called when one has been accepted.</summary>
    public void Come() => Interlocked.Increment(ref _count);

    /// <summary>To be called when Kestrel gets it: from then on it has an id.</summary>
    public void Identify(string connectionId) => _known.TryAdd(connectionId, true);

    /// <summary>It came to nothing before Kestrel got it.</summary>
    public void Lose() => Interlocked.Decrement(ref _count);

    /// <summary>It presses, or ends; from then on Kestrel sees to it. To be called as often as one likes.</summary>
    public void Settle(string connectionId)
    {
        if (_known.TryRemove(connectionId, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Returns when each of them has pressed or gone, or after a moment: a phone opens a connection to press, and at once.</summary>
    public async Task LeaveAsync()
    {
        var start = time.GetTimestamp();
        while (Volatile.Read(ref _count) > 0 && time.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(LookAround, time);
        }
    }
}
