namespace PhoneServicesProxy.Health;

/// <summary>Says when the next probe of one prober is due, counted from the start of the last one. Used under its lock.</summary>
internal sealed class ProbeClock
{
    // Timers keep milliseconds; a rest below that is no reason for another round.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(2);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long? _lastStarted;
    private (long From, TimeSpan Wait)? _due;

    public ProbeClock(Action onTimer, TimeProvider time)
    {
        _time = time;

        // Probes belong to no request: whoever asks for one must not become its parent in a trace.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(_ => onTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public bool HasStarted => _lastStarted is not null;

    /// <summary>Notes the start of a probe.</summary>
    public long Start()
    {
        var now = _time.GetTimestamp();
        (_lastStarted, _due) = (now, null);
        return now;
    }

    /// <summary>Whether the timer has not been moved while its call was on its way.</summary>
    public bool IsDue()
    {
        if (_due is not { } due)
        {
            return false;
        }

        if (due.Wait - _time.GetElapsedTime(due.From) <= Tolerance)
        {
            return true;
        }

        Schedule(due.Wait);
        return false;
    }

    /// <summary>The next probe is due so long after the start of the last one. Last thing to do under the lock.</summary>
    public void Schedule(TimeSpan wait)
    {
        var from = _lastStarted ?? _time.GetTimestamp();
        _due = (from, wait);
        var rest = wait - _time.GetElapsedTime(from);
        _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Stop() => _timer.Dispose();
}
