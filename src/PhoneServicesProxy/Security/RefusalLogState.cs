namespace PhoneServicesProxy.Security;

/// <summary>How many requests were refused for one reason since the log said so, and when that was.</summary>
internal sealed class RefusalLogState
{
    private long _count;
    private long _lastLogged;

    /// <summary>Counts one more. True where it is time to tell; of several at the same moment one does.</summary>
    public bool IsDue(TimeProvider time, TimeSpan interval, out long count)
    {
        Interlocked.Increment(ref _count);
        var (now, last) = (Math.Max(1, time.GetTimestamp()), Interlocked.Read(ref _lastLogged));
        if ((last != 0 && time.GetElapsedTime(last, now) < interval) || Interlocked.CompareExchange(ref _lastLogged, now, last) != last)
        {
            count = 0;
            return false;
        }

        count = Interlocked.Exchange(ref _count, 0);
        return true;
    }
}
