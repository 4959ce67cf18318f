using Microsoft.AspNetCore.Connections;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Connections that have come and have not pressed yet. When Kestrel stops it ends every connection of which it has read nothing, also one that
/// was accepted a moment before with the press on it: nobody would ever answer that.
/// </summary>
internal sealed class Newcomers(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAround = TimeSpan.FromMilliseconds(5);

    private int _count;

    /// <summary>To be called when one has been accepted.</summary>
    public Newcomer Come()
    {
        Interlocked.Increment(ref _count);
        return new(this);
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

    /// <summary>One of them.</summary>
    internal sealed class Newcomer(Newcomers all)
    {
        private bool _isGone;

        /// <summary>This is its connection.</summary>
        public void Become(ConnectionContext connection)
        {
            connection.Features.Set(this);
            connection.ConnectionClosed.UnsafeRegister(static state => ((Newcomer)state!).Begin(), this);
        }

        /// <summary>It presses, or ends; from then on Kestrel sees to it.</summary>
        public void Begin()
        {
            if (!Interlocked.Exchange(ref _isGone, true))
            {
                Interlocked.Decrement(ref all._count);
            }
        }
    }
}
