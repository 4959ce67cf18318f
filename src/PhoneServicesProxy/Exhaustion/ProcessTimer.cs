namespace PhoneServicesProxy.Exhaustion;

/// <summary>A timer that is extended by the time for which the process stood still, at most by its own length.</summary>
internal sealed class ProcessTimer : ITimer
{
    private readonly ProcessTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private bool _isPeriodic;
    private long _stoodStill;

    public ProcessTimer(ProcessTime time, TimeProvider real, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_time, _callback, _state) = (time, callback, state);
        Note(dueTime, period);
        _timer = real.CreateTimer(static timer => ((ProcessTimer)timer!).Fire(), this, dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Note(dueTime, period);
        return _timer.Change(dueTime, period);
    }

    public void Dispose() => _timer.Dispose();

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Note(TimeSpan dueTime, TimeSpan period)
    {
        (_dueTime, _isPeriodic) = (dueTime, period > TimeSpan.Zero);
        _stoodStill = _time.StoodStill();
    }

    private void Fire()
    {
        var before = _stoodStill;
        _stoodStill = _time.StoodStill();
        if (_stoodStill == before || _isPeriodic || _dueTime <= TimeSpan.Zero || _timer is null)
        {
            _callback(_state);
            return;
        }

        var missed = TimeSpan.FromSeconds((double)(_stoodStill - before) / _time.TimestampFrequency);
        _timer.Change(missed < _dueTime ? missed : _dueTime, Timeout.InfiniteTimeSpan);
    }
}
