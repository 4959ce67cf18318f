using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>Counts of one node in one service since the gateway knows it. Probes are counted apart from phones' requests.</summary>
internal sealed class NodeTotals
{
    private long _running;
    private long _ok;
    private long _failed;
    private long _cancelled;
    private long _goodProbes;
    private long _badProbes;
    private long _timesDown;

    /// <summary>Attempts that have neither won nor failed yet.</summary>
    public long Running => Interlocked.Read(ref _running);

    public long Ok => Interlocked.Read(ref _ok);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Attempts that lost to another one, or whose phone went away.</summary>
    public long Cancelled => Interlocked.Read(ref _cancelled);

    public long GoodProbes => Interlocked.Read(ref _goodProbes);

    public long BadProbes => Interlocked.Read(ref _badProbes);

    public long TimesDown => Interlocked.Read(ref _timesDown);

    public void AttemptStarted() => Interlocked.Increment(ref _running);

    /// <param name="attempt">The attempt; null if an exception ended it.</param>
    public void AttemptEnded(Attempt? attempt)
    {
        Interlocked.Decrement(ref _running);
        if (attempt is { Won: true })
        {
            Interlocked.Increment(ref _ok);
        }
        else if (attempt is { Cancelled: false })
        {
            Interlocked.Increment(ref _failed);
        }
        else
        {
            Interlocked.Increment(ref _cancelled);
        }
    }

    public void Probed(bool good)
    {
        if (good)
        {
            Interlocked.Increment(ref _goodProbes);
        }
        else
        {
            Interlocked.Increment(ref _badProbes);
        }
    }

    public void WentDown() => Interlocked.Increment(ref _timesDown);
}
