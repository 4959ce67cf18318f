namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// The clock for all time limits. It stops while the process does not run. After a pause of a virtual machine, or SIGSTOP, all timers would be due at
/// once, although no node had its full time, and its answer may already be in the socket. So time limits continue where they were interrupted.
/// The time of day is the real one.
/// </summary>
internal sealed class ProcessTime : TimeProvider
{
    /// <summary>The interval at which <see cref="Beat"/> is called.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>A longer gap between two beats is more than the usual delay of a busy machine.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(350);

    private readonly Lock _lock = new();
    private readonly TimeProvider _real;
    private long _lastBeat;
    private long _stoodStill;
    private long _lastPause = long.MinValue;

    public ProcessTime()
        : this(System)
    {
    }

    internal ProcessTime(TimeProvider real) => _real = real;

    /// <summary>Raised after a pause, with its length.</summary>
    public event Action<TimeSpan>? Paused;

    public override long TimestampFrequency => _real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _real.LocalTimeZone;

    /// <summary>Returns the real clock, because phones wait in real time.</summary>
    public static TimeProvider RealOf(TimeProvider time) => time is ProcessTime process ? process._real : time;

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow();

    public override long GetTimestamp()
    {
        while (true)
        {
            var stoodStill = Volatile.Read(ref _stoodStill);
            var last = Volatile.Read(ref _lastBeat);
            var now = _real.GetTimestamp();
            if (last != 0 && _real.GetElapsedTime(last, now) > LongestGap)
            {
                TakeIn();
            }
            else if (stoodStill == Volatile.Read(ref _stoodStill))
            {
                // If the value changed between the two reads, they do not belong together.
                return now - stoodStill;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ProcessTimer(this, _real, callback, state, dueTime, period);

    /// <summary>Records that the process is running.</summary>
    public void Beat()
    {
        StoodStill();
        Volatile.Write(ref _lastBeat, _real.GetTimestamp());
    }

    /// <summary>Must be called when <see cref="Beat"/> is no longer called.</summary>
    public void EndBeats() => Volatile.Write(ref _lastBeat, 0);

    /// <summary>Returns true if the process stood still since the timestamp, or ended a pause just before it.</summary>
    public bool PausedSince(long timestamp) => StoodStill() > 0 && Volatile.Read(ref _lastPause) >= timestamp;

    /// <summary>Returns the sum of all pauses, including one that was not yet noticed, in units of the real clock.</summary>
    internal long StoodStill()
    {
        var last = Volatile.Read(ref _lastBeat);
        if (last != 0 && _real.GetElapsedTime(last) > LongestGap)
        {
            TakeIn();
        }

        return Volatile.Read(ref _stoodStill);
    }

    private void TakeIn()
    {
        TimeSpan gap;
        lock (_lock)
        {
            var now = _real.GetTimestamp();
            gap = _real.GetElapsedTime(_lastBeat, now);
            if (_lastBeat == 0 || gap <= LongestGap)
            {
                return;
            }

            gap -= Period;
            Volatile.Write(ref _stoodStill, _stoodStill + (long)(gap.TotalSeconds * TimestampFrequency));
            Volatile.Write(ref _lastPause, now - _stoodStill);
            Volatile.Write(ref _lastBeat, now);
        }

        Paused?.Invoke(gap);
    }
}
