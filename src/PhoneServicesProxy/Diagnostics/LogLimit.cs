namespace PhoneServicesProxy.Diagnostics;

/// <summary>Limits a log message to once a minute, and counts the events that are not logged.</summary>
internal sealed class LogLimit
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _count;
    private long _lastLogged;

    /// <summary>Counts one event. Returns true if it must be logged; of several events at the same moment, only one is.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="count">The number of events since the last log message, including this one.</param>
    public bool IsDue(TimeProvider time, out long count)
    {
        Interlocked.Increment(ref _count);
        var (now, last) = (Math.Max(1, time.GetTimestamp()), Interlocked.Read(ref _lastLogged));
        if ((last != 0 && time.GetElapsedTime(last, now) < Interval) || Interlocked.CompareExchange(ref _lastLogged, now, last) != last)
        {
            count = 0;
            return false;
        }

        count = Interlocked.Exchange(ref _count, 0);
        return true;
    }
}
