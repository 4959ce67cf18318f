namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>
/// Limits how many presses of one route may be hedged, to a share of the presses in the last ten seconds. A small minimum allows hedges
/// for a quiet service, too. A failover to the next node costs nothing.
/// </summary>
internal sealed class HedgeBudget(TimeProvider time)
{
    /// <summary>The number of hedges in ten seconds that is always allowed, even with few presses.</summary>
    public const int Floor = 10;

    private const int Seconds = 10;

    private readonly Lock _gate = new();
    private readonly int[] _presses = new int[Seconds];
    private readonly int[] _hedges = new int[Seconds];
    private long _second;
    private int _recentPresses;
    private int _recentHedges;

    public void CountPress()
    {
        lock (_gate)
        {
            _presses[Advance()]++;
            _recentPresses++;
        }
    }

    /// <summary>True if a hedge would be allowed now.</summary>
    public bool HasRoom(double share)
    {
        lock (_gate)
        {
            Advance();
            return IsWithin(share);
        }
    }

    /// <summary>The number of further hedges that would be allowed now.</summary>
    public int Left(double share)
    {
        lock (_gate)
        {
            Advance();
            return Math.Max(0, Limit(share) - _recentHedges);
        }
    }

    /// <summary>Takes one hedge from the budget. Returns false if none is left.</summary>
    public bool TrySpend(double share)
    {
        lock (_gate)
        {
            var slot = Advance();
            if (!IsWithin(share))
            {
                return false;
            }

            _hedges[slot]++;
            _recentHedges++;
            return true;
        }
    }

    /// <summary>Returns a hedge that was taken but not made.</summary>
    public void GiveBack()
    {
        lock (_gate)
        {
            // The second in which it was taken can be over. A hedge is given back soon, so it is among the newest.
            var newest = Advance();
            for (var age = 0; age < Seconds; age++)
            {
                var slot = (newest - age + Seconds) % Seconds;
                if (_hedges[slot] > 0)
                {
                    _hedges[slot]--;
                    _recentHedges--;
                    return;
                }
            }
        }
    }

    private bool IsWithin(double share) => _recentHedges < Limit(share);

    private int Limit(double share) => share > 0 ? Math.Max(Floor, (int)(share * _recentPresses)) : 0;

    /// <summary>Drops counts older than ten seconds. Returns the slot of the current second.</summary>
    private int Advance()
    {
        var now = time.GetTimestamp() / time.TimestampFrequency;
        for (var steps = Math.Min(now - _second, Seconds); steps > 0; steps--)
        {
            var oldest = (int)((now - steps + 1) % Seconds);
            _recentPresses -= _presses[oldest];
            _recentHedges -= _hedges[oldest];
            (_presses[oldest], _hedges[oldest]) = (0, 0);
        }

        _second = now;
        return (int)(now % Seconds);
    }
}
