namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>
/// The response times of one route's recent answers. They are a histogram whose bounds grow by the fourth root of two. Its counts are
/// halved from time to time, so old answers fade.
/// </summary>
internal sealed class AnswerTimes
{
    private const int BoundsPerDoubling = 4;
    private const double ShortestMicroseconds = 100;

    // This many bounds reach about 100 s.
    private const int Count = 80;
    private const int HalveAfter = 512;
    private const int RenewAfter = 16;
    private const double HighQuantile = 0.95;

    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[Count];
    private int _total;
    private int _sinceRenewal;
    private int _sinceHalving;
    private long _high;

    /// <summary>True if enough answers are known.</summary>
    public bool IsKnown => Volatile.Read(ref _high) > 0;

    /// <summary>The recent 95th-percentile response time; zero while too few answers are known.</summary>
    public TimeSpan High => TimeSpan.FromTicks(Volatile.Read(ref _high));

    public void Add(TimeSpan duration)
    {
        lock (_gate)
        {
            _counts[IndexOf(duration)]++;
            _total++;
            _sinceHalving++;
            if (++_sinceRenewal == RenewAfter)
            {
                _sinceRenewal = 0;
                Volatile.Write(ref _high, Quantile(HighQuantile).Ticks);
            }

            if (_sinceHalving == HalveAfter)
            {
                Halve();
            }
        }
    }

    private static int IndexOf(TimeSpan duration)
    {
        var doublings = Math.Log2(duration.TotalMicroseconds / ShortestMicroseconds);
        return (int)Math.Clamp(Math.Ceiling(doublings * BoundsPerDoubling), 0, Count - 1);
    }

    private static TimeSpan BoundOf(int index) =>
        TimeSpan.FromMicroseconds(ShortestMicroseconds * Math.Pow(2, (double)index / BoundsPerDoubling));

    private TimeSpan Quantile(double quantile)
    {
        var above = _total - (int)Math.Ceiling(quantile * _total);
        var index = Count - 1;
        while (index > 0 && (above -= _counts[index]) >= 0)
        {
            index--;
        }

        return BoundOf(index);
    }

    private void Halve()
    {
        (_sinceHalving, _total) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            _total += _counts[i] /= 2;
        }
    }
}
