namespace PhoneServicesProxy.Failover;

/// <summary>One service's outcomes in each of the last seconds, in a ring buffer.</summary>
internal sealed class ServiceHistory
{
    private static readonly int Outcomes = Enum.GetValues<PressOutcome>().Length;

    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[PressHistory.Seconds * Outcomes];
    private readonly long[] _totals = new long[Outcomes];
    private long _newest;

    /// <summary>The sum since the gateway started.</summary>
    public OutcomeCounts Totals
    {
        get
        {
            lock (_gate)
            {
                return new([.. _totals]);
            }
        }
    }

    public void Add(long second, PressOutcome outcome)
    {
        lock (_gate)
        {
            MoveOn(second);

            // If the clock was set back, past seconds are not changed.
            Slot(_newest)[(int)outcome]++;
            _totals[(int)outcome]++;
        }
    }

    /// <summary>Seconds that are not kept, or are in the future, count as empty.</summary>
    public OutcomeCounts Sum(long from, long to)
    {
        lock (_gate)
        {
            return new(Kept(from, to));
        }
    }

    /// <summary>The sum from the start of the gateway until this second. Seconds that are no longer kept count as earlier.</summary>
    public OutcomeCounts Before(long second)
    {
        lock (_gate)
        {
            return new OutcomeCounts([.. _totals]) - new OutcomeCounts(Kept(second, _newest));
        }
    }

    private long[] Kept(long from, long to)
    {
        var sum = new long[Outcomes];
        for (var second = Math.Max(from, _newest - PressHistory.Seconds + 1); second <= Math.Min(to, _newest); second++)
        {
            var slot = Slot(second);
            for (var i = 0; i < Outcomes; i++)
            {
                sum[i] += slot[i];
            }
        }

        return sum;
    }

    private void MoveOn(long second)
    {
        if (second - _newest >= PressHistory.Seconds)
        {
            Array.Clear(_counts);
            _newest = second;
        }

        while (_newest < second)
        {
            Slot(++_newest).Clear();
        }
    }

    private Span<int> Slot(long second) => _counts.AsSpan((int)(second % PressHistory.Seconds) * Outcomes, Outcomes);
}
