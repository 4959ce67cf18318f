namespace PhoneServicesProxy.Health;

/// <summary>
/// Results of phones' requests at one node in one service. All methods except <see cref="Success"/> are called under the lock of
/// <see cref="PassiveHealth"/>.
/// </summary>
internal sealed class PassiveEvidence
{
    private readonly List<(long At, long Successes, ulong Phone)> _failures = [];
    private long _successes;
    private volatile bool _counting;
    private volatile PassiveMark? _mark;
    private TimeSpan _lastHold;
    private long? _lastFailure;

    public PassiveMark? Mark => _mark;

    /// <summary>Ends a mark if there is no probe to end it.</summary>
    public ITimer? Release { get; set; }

    public void Success()
    {
        if (_counting)
        {
            Interlocked.Increment(ref _successes);
        }
    }

    /// <summary>Counts a failure that a phone met. Returns true when there are now too many.</summary>
    public bool Failure(ulong phone, TimeProvider time, PassiveHealthOptions options)
    {
        var now = time.GetTimestamp();
        var needed = Math.Max(options.Failures, options.Phones);
        _failures.RemoveAll(failure => time.GetElapsedTime(failure.At, now) > options.Window);

        // Repeated failures of one phone do not push out the failures of other phones.
        if (_failures.Count(failure => failure.Phone == phone) > needed - options.Phones)
        {
            _failures.RemoveAt(_failures.FindIndex(failure => failure.Phone == phone));
        }
        else if (_failures.Count >= needed)
        {
            _failures.RemoveAt(0);
        }

        _failures.Add((now, Interlocked.Read(ref _successes), phone));
        _counting = true;
        var successes = Interlocked.Read(ref _successes) - _failures[0].Successes;
        var phones = _failures.Select(failure => failure.Phone).Distinct().Count();
        return PassiveDecision.IsTooMany(_failures.Count, phones, successes, options);
    }

    /// <summary>The time for which this node must stay out. It grows with each repetition.</summary>
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
