using System.Collections.Concurrent;

namespace PhoneServicesProxy.Wiring;

/// <summary>
/// The phones that a service has seen in a week: their hashes, each with the hour in which it was last seen. A phone that was already seen in this
/// hour costs one lookup without a lock.
/// </summary>
internal sealed class PhoneSet
{
    /// <summary>More than a CallManager cluster has. It takes about 3 MB.</summary>
    public const int Most = 50_000;

    private const int Day = 24;
    private const int Week = 7 * Day;

    private readonly ConcurrentDictionary<ulong, int> _seen = new();
    private readonly Lock _gate = new();
    private int _count;
    private volatile bool _isMore;

    /// <param name="phone">The hash of a phone.</param>
    /// <param name="hour">The hour, counted from any start.</param>
    public void Add(ulong phone, int hour)
    {
        if (_seen.TryGetValue(phone, out var last))
        {
            if (last < hour)
            {
                _seen.TryUpdate(phone, hour, last);
            }
        }
        else if (Volatile.Read(ref _count) >= Most)
        {
            _isMore = true;
        }
        else if (_seen.TryAdd(phone, hour))
        {
            Interlocked.Increment(ref _count);
        }
    }

    /// <summary>Also forgets phones that were last seen more than a week ago.</summary>
    public PhoneCounts Count(int hour)
    {
        lock (_gate)
        {
            var (day, week) = (0, 0);
            foreach (var phone in _seen)
            {
                if (phone.Value <= hour - Week)
                {
                    Forget(phone);
                    continue;
                }

                week++;
                day += phone.Value > hour - Day ? 1 : 0;
            }

            var counts = new PhoneCounts(day, week, _isMore);
            _isMore &= week >= Most;
            return counts;
        }
    }

    private void Forget(KeyValuePair<ulong, int> phone)
    {
        if (_seen.TryRemove(phone))
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
