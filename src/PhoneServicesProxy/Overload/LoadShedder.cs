using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Measures how long work waits for a thread, and says for each press whether it may begin. A press pays for two additions and a comparison;
/// what is measured is one empty piece of work every hundredth of a second.
/// </summary>
internal sealed partial class LoadShedder : IThreadPoolWorkItem, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly OverloadDetector _detector = new();
    private readonly CurrentConfiguration _current;
    private readonly TimeProvider _time;
    private readonly ILogger<LoadShedder> _logger;
    private readonly long _started;
    private readonly ITimer _timer;
    private long _queuedAt;
    private long _delay;
    private bool _sheds;
    private bool _wasOverloaded;
    private int _inFlight;
    private int _observing;

    public LoadShedder(CurrentConfiguration current, TimeProvider time, ILogger<LoadShedder> logger)
    {
        (_current, _time, _logger, _started) = (current, time, logger, time.GetTimestamp());
        _timer = time.CreateTimer(static shedder => ((LoadShedder)shedder!).Look(), this, Pace, Pace);
    }

    /// <summary>Overload began (true), or is over.</summary>
    public event Action<bool>? Changed;

    /// <summary>How long work waited for a thread when last looked at.</summary>
    public TimeSpan Delay => new(Volatile.Read(ref _delay));

    /// <summary>Presses that have begun and have not ended.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Whether one more press may begin; if so, <see cref="End"/> is to be called when it has ended.</summary>
    public bool TryBegin()
    {
        var options = _current.Options.LoadShedding;
        var count = Interlocked.Increment(ref _inFlight);
        if (Volatile.Read(ref _sheds) || (options.MaxConcurrentRequests > 0 && count > options.MaxConcurrentRequests))
        {
            End();
            return false;
        }

        return true;
    }

    public void End() => Interlocked.Decrement(ref _inFlight);

    public void Dispose() => _timer.Dispose();

    /// <summary>The piece of work whose wait is measured: it gets its thread now.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Observe(_time.GetElapsedTime(Volatile.Read(ref _queuedAt)));
        Volatile.Write(ref _queuedAt, 0);
    }

    private void Look()
    {
        // One at a time: a wait that is not over counts for as long as it is now.
        if (Volatile.Read(ref _queuedAt) is not 0 and var queuedAt)
        {
            Observe(_time.GetElapsedTime(queuedAt));
            return;
        }

        Volatile.Write(ref _queuedAt, _time.GetTimestamp());

        // Not in this thread's own queue: presses that come in wait in the one that all threads share.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Observe(TimeSpan delay)
    {
        if (Interlocked.Exchange(ref _observing, 1) == 1)
        {
            return;
        }

        Volatile.Write(ref _delay, delay.Ticks);
        _detector.Observe(_time.GetElapsedTime(_started), delay, _current.Options.LoadShedding);
        Volatile.Write(ref _sheds, _detector.Sheds);
        if (_detector.IsOverloaded != _wasOverloaded)
        {
            _wasOverloaded = _detector.IsOverloaded;
            Log(_wasOverloaded, delay);
            Changed?.Invoke(_wasOverloaded);
        }

        Volatile.Write(ref _observing, 0);
    }

    private void Log(bool overloaded, TimeSpan delay)
    {
        if (overloaded)
        {
            LogOverloaded(delay.TotalMilliseconds, InFlight);
        }
        else
        {
            LogCalm();
        }
    }
}
