namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// The clock for all time limits: it stands still while the process does. After a pause of a virtual machine, or SIGSTOP, all timers are due at
/// once, although no node had the time that they measure, and the answer may be waiting in the socket. So a limit goes on where it was
/// interrupted. The time of day is the real one.
/// </summary>
internal sealed class ProcessTime : TimeProvider
{
    /// <summary>How often <see cref="Beat"/> is called.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>A beat that is later than that was not the usual delay of a busy machine.</summary>
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

    /// <summary>The process has stood still for so long.</summary>
    public event Action<TimeSpan>? Paused;

    public override long TimestampFrequency => _real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _real.LocalTimeZone;

    /// <summary>In which clock phones wait: that of the wall.</summary>
    public static TimeProvider RealOf(TimeProvider time) => time is ProcessTime process ? process._real : time;

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow();

    public override long GetTimestamp()
    {
        while (true)
        {
            var stoodStill = StoodStill();
            var now = _real.GetTimestamp();

            // Interrupted between the two, they do not belong together.
            if (stoodStill == Volatile.Read(ref _stoodStill))
            {
                return now - stoodStill;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ProcessTimer(this, _real, callback, state, dueTime, period);

    /// <summary>The process lives.</summary>
    public void Beat()
    {
        StoodStill();
        Volatile.Write(ref _lastBeat, _real.GetTimestamp());
    }

    /// <summary>Nobody calls <see cref="Beat"/> any more.</summary>
    public void EndBeats() => Volatile.Write(ref _lastBeat, 0);

    /// <summary>Whether the process has stood still since then, or a moment before.</summary>
    public bool PausedSince(long timestamp) => StoodStill() > 0 && Volatile.Read(ref _lastPause) >= timestamp;

    /// <summary>For how long it has stood still in all, a pause that nobody has noticed yet included: in units of the real clock.</summary>
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
