namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>
/// How many presses of one route may be hedged: a share of those in the last ten seconds, with a small floor so that a quiet
/// service has hedges, too. What failed and moves on to the next node costs nothing.
/// </summary>
internal sealed class HedgeBudget(TimeProvider time)
{
    /// <summary>Hedges within ten seconds that are allowed however few presses there were.</summary>
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

    /// <summary>Whether a hedge would be allowed now.</summary>
    public bool HasRoom(double share)
    {
        lock (_gate)
        {
            Advance();
            return IsWithin(share);
        }
    }

    /// <summary>How many more hedges would be allowed now.</summary>
    public int Left(double share)
    {
        lock (_gate)
        {
            Advance();
            return Math.Max(0, Limit(share) - _recentHedges);
        }
    }

    /// <summary>Takes one hedge off the budget; false where there is none left.</summary>
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

    /// <summary>Returns one hedge that was taken and not made.</summary>
    public void GiveBack()
    {
        lock (_gate)
        {
            // Where the second is over, so is the hedge: it is forgotten with the others of its second.
            var slot = Advance();
            if (_hedges[slot] > 0)
            {
                _hedges[slot]--;
                _recentHedges--;
            }
        }
    }

    private bool IsWithin(double share) => _recentHedges < Limit(share);

    private int Limit(double share) => share > 0 ? Math.Max(Floor, (int)(share * _recentPresses)) : 0;

    /// <summary>Forgets what is older than ten seconds; returns the place of the present second.</summary>
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
