namespace PhoneServicesProxy.Health;

/// <summary>
/// What requests met at one node in one service. All but <see cref="Success"/> is called under the lock of
/// <see cref="PassiveHealth"/>.
/// </summary>
internal sealed class PassiveEvidence
{
    private readonly Queue<(long At, long Successes)> _failures = new();
    private long _successes;
    private volatile bool _counting;
    private volatile PassiveMark? _mark;
    private TimeSpan _lastHold;
    private long? _lastFailure;

    public PassiveMark? Mark => _mark;

    /// <summary>Ends a mark where no probe can.</summary>
    public ITimer? Release { get; set; }

    public void Success()
    {
        if (_counting)
        {
            Interlocked.Increment(ref _successes);
        }
    }

    /// <summary>Counts a failure; true when there are now too many.</summary>
    public bool Failure(TimeProvider time, PassiveHealthOptions options)
    {
        var now = time.GetTimestamp();
        _failures.Enqueue((now, Interlocked.Read(ref _successes)));
        _counting = true;
        while (_failures.Count > options.Failures || time.GetElapsedTime(_failures.Peek().At, now) > options.Window)
        {
            _failures.Dequeue();
        }

        var successes = Interlocked.Read(ref _successes) - _failures.Peek().Successes;
        return PassiveDecision.IsTooMany(_failures.Count, successes, options);
    }

    /// <summary>The time this node has to stay out; longer with each repetition.</summary>
    public TimeSpan NextHold(TimeProvider time, PassiveHealthOptions options)
    {
        var quiet = _lastFailure is { } last ? time.GetElapsedTime(last) : TimeSpan.MaxValue;
        return _lastHold = PassiveDecision.HoldTime(_lastHold, quiet, options);
    }

    public void FailureSeen(long now) => _lastFailure = now;

    public void Set(PassiveMark mark)
    {
        _failures.Clear();
        _counting = false;
        _mark = mark;
    }

    public void Clear()
    {
        _failures.Clear();
        _counting = false;
        _mark = null;
        Release?.Dispose();
        Release = null;
    }
}
