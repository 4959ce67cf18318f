namespace PhoneServicesProxy.Health;

/// <summary>Tells when the next probe of one prober is due, counted from the start of the last one. Used under the prober's lock.</summary>
internal sealed class ProbeClock
{
    // Timers count in milliseconds. A shorter remaining time is not worth another timer.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(2);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long? _lastStarted;
    private (long From, TimeSpan Wait)? _due;

    public ProbeClock(Action onTimer, TimeProvider time)
    {
        _time = time;

        // Probes belong to no request. A press that asks for one must not become its parent in a trace.
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

    /// <summary>True if the probe is still due. The timer may have been moved while its callback was on its way.</summary>
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

    /// <summary>Makes the next probe due this long after the start of the last one. It must be the last call under the lock.</summary>
    public void Schedule(TimeSpan wait)
    {
        var from = _lastStarted ?? _time.GetTimestamp();
        _due = (from, wait);
        var rest = wait - _time.GetElapsedTime(from);
        _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Stop() => _timer.Dispose();
}
