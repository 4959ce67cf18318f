using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Measures how long work waits for a thread, and says of each press whether it may begin. Who comes in measures: at most every hundredth of
/// a second one of them queues an empty piece of work and sees how long that waits. So an idle gateway does nothing, and a press pays for a
/// look at the clock.
/// </summary>
internal sealed partial class LoadShedder(CurrentConfiguration current, TimeProvider time, ILogger<LoadShedder> logger) : IThreadPoolWorkItem
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    /// <summary>In overload it is known sooner that there is room again: otherwise nobody would be let in while there is nothing to do.</summary>
    private const int FasterInOverload = 5;

    /// <summary>
    /// Presses that are let in for each time that nothing waited, in overload: of the hundreds that may be waiting to come in, no more than are
    /// served before it is known whether there is room again. More than any processor serves, so that it always has work.
    /// </summary>
    private static readonly int LetInAtOnce = 24 * Environment.ProcessorCount;

    private const int QuietPaces = 20;

    private readonly Lock _lock = new();
    private readonly OverloadDetector _detector = new();
    private readonly long _pace = (long)(Pace.TotalSeconds * time.TimestampFrequency);
    private readonly long _started = time.GetTimestamp();
    private long _lookedAt;
    private long _queuedAt;
    private long _delay;
    private bool _sheds;
    private int _room = int.MaxValue;
    private int _cameIn;
    private int _inFlight;

    /// <summary>Overload began (true), or is over.</summary>
    public event Action<bool>? Changed;

    /// <summary>How long work waited for a thread when it was last measured.</summary>
    public TimeSpan Delay => new(Volatile.Read(ref _delay));

    /// <summary>Presses that have begun and have not ended.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>There is more to do than can be done, or was a moment ago.</summary>
    public bool IsOverloaded => _detector.IsOverloaded;

    /// <summary>Whether the phone whose connection comes now is to be turned away.</summary>
    /// <param name="isBehind">Connections come faster than they are accepted.</param>
    public bool TurnsConnectionAway(bool isBehind)
    {
        Interlocked.Increment(ref _cameIn);
        return Sheds() || (isBehind && IsOverloaded && current.Options.LoadShedding.Enabled);
    }

    /// <summary>Whether one more press may begin; if so, <see cref="End"/> is to be called when it has ended.</summary>
    /// <param name="isAdmitted">It was let in when its connection came.</param>
    public bool TryBegin(bool isAdmitted)
    {
        var most = current.Options.LoadShedding.MaxConcurrentRequests;
        var count = Interlocked.Increment(ref _inFlight);
        if ((!isAdmitted && Sheds()) || (most > 0 && count > most))
        {
            End();
            return false;
        }

        return true;
    }

    public void End() => Interlocked.Decrement(ref _inFlight);

    /// <summary>The piece of work whose wait is measured: it gets its thread now.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Observe(time.GetElapsedTime(Volatile.Read(ref _queuedAt)));
        Volatile.Write(ref _queuedAt, 0);
    }

    private bool Sheds()
    {
        var now = time.GetTimestamp();
        var lookedAt = Volatile.Read(ref _lookedAt);
        if (now - lookedAt > (IsOverloaded ? _pace / FasterInOverload : _pace) && Interlocked.CompareExchange(ref _lookedAt, now, lookedAt) == lookedAt)
        {
            // Nobody came for a while: what was measured before says nothing any more.
            if (now - lookedAt > QuietPaces * _pace)
            {
                Volatile.Write(ref _sheds, false);
                Volatile.Write(ref _room, int.MaxValue);
            }

            Look();
        }

        return Volatile.Read(ref _sheds) || (IsOverloaded && Interlocked.Decrement(ref _room) < 0);
    }

    private void Look()
    {
        // One at a time: a wait that is not over counts for as long as it is now.
        if (Volatile.Read(ref _queuedAt) is not 0 and var queuedAt)
        {
            Observe(time.GetElapsedTime(queuedAt));
            return;
        }

        Volatile.Write(ref _queuedAt, time.GetTimestamp());

        // Not in this thread's own queue: who comes in waits in the one that all threads share.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Observe(TimeSpan delay)
    {
        var options = current.Options.LoadShedding;
        lock (_lock)
        {
            var before = _detector.IsOverloaded;
            Volatile.Write(ref _delay, delay.Ticks);

            // Those that came since nothing waited have mostly not begun yet: they wait, too.
            _cameIn = delay > options.TargetDelay ? _cameIn : 0;
            _detector.Observe(time.GetElapsedTime(_started), delay, Math.Max(InFlight, _cameIn), options);
            Volatile.Write(ref _sheds, _detector.Sheds);
            Volatile.Write(ref _room, options.Enabled ? LetInAtOnce : int.MaxValue);
            if (_detector.IsOverloaded == before)
            {
                return;
            }
        }

        if (_detector.IsOverloaded)
        {
            LogOverloaded(delay.TotalMilliseconds, InFlight);
        }
        else
        {
            LogCalm();
        }

        Changed?.Invoke(_detector.IsOverloaded);
    }
}
