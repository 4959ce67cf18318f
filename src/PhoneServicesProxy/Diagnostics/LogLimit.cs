namespace PhoneServicesProxy.Diagnostics;

/// <summary>Lets the log say the same thing once a minute at most, and counts what it does not say.</summary>
internal sealed class LogLimit
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _count;
    private long _lastLogged;

    /// <summary>Counts one more. True where it is time to tell; of several at the same moment one does.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="count">How many there were since the log said so, this one included.</param>
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
