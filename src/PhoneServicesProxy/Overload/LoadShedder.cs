using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Measures how long work waits for a thread, and says of each connection whether it is to wait, and of each press whether it may begin. Who comes
/// in measures: at most every hundredth of a second one of them queues an empty piece of work and sees how long that waits. So an idle gateway does
/// nothing, and a press pays for a look at the clock.
/// </summary>
internal sealed partial class LoadShedder(CurrentConfiguration current, TimeProvider time, ILogger<LoadShedder> logger) : IThreadPoolWorkItem
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    /// <summary>In overload and in a crowd it is known sooner that there is room again: otherwise nobody would be let in while there is nothing to do.</summary>
    private const int Faster = 5;

    /// <summary>
    /// Presses that are let in for each time that nothing waited, in overload and in a crowd: of the hundreds that may be waiting to come in, no
    /// more than are served before it is known whether there is room again. More than any processor serves, so that it always has work.
    /// </summary>
    private static readonly int LetInAtOnce = 48 * Environment.ProcessorCount;

    /// <summary>More presses in flight than this are a crowd, in which one more only makes all wait longer while anything waits for a thread.</summary>
    private static readonly int Crowd = LetInAtOnce;

    private const int QuietPaces = 20;

    private readonly Lock _lock = new();
    private readonly LogLimit _tooMany = new();
    private readonly OverloadDetector _detector = new();
    private readonly long _pace = (long)(Pace.TotalSeconds * time.TimestampFrequency);
    private readonly long _started = time.GetTimestamp();
    private long _lookedAt;
    private long _queuedAt;
    private long _delay;
    private bool _waits;
    private int _room = int.MaxValue;
    private int _cameIn;
    private int _inFlight;

    /// <summary>Where the piece of work waits for its thread. Not in a thread's own queue: who comes in waits in the one that all threads share. Set by tests.</summary>
    public Action<IThreadPoolWorkItem> Queue { get; set; } = static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    /// <summary>Overload began (true), or is over.</summary>
    public event Action<bool>? Changed;

    /// <summary>How long work waited for a thread when it was last measured.</summary>
    public TimeSpan Delay => new(Volatile.Read(ref _delay));

    /// <summary>Presses that have begun and have not ended.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>There is more to do than can be done, or was a moment ago.</summary>
    public bool IsOverloaded => _detector.IsOverloaded;

    /// <summary>For how long connections may be held back.</summary>
    public TimeSpan LongestHold => current.Options.Get<LoadSheddingOptions>().Interval;

    private bool Sheds => IsOverloaded && current.Options.Get<LoadSheddingOptions>().Enabled;

    private bool IsCrowded => Math.Max(InFlight, Volatile.Read(ref _cameIn)) > Crowd;

    /// <summary>
    /// Whether connections that wait to be accepted are to go on waiting: presses in flight wait themselves, and all would be late with more
    /// of them, while this is over in a moment mostly. If not, <see cref="BeginOverload"/> is to be called.
    /// </summary>
    public bool HoldsBack()
    {
        if (!IsCrowded && !IsOverloaded)
        {
            return false;
        }

        MeasureIfDue();
        return !IsOverloaded && current.Options.Get<LoadSheddingOptions>().Enabled && (Volatile.Read(ref _waits) || Volatile.Read(ref _room) <= 0);
    }

    /// <summary>Connections have waited to be accepted for longer than a phone is to wait, or are too many for that.</summary>
    /// <param name="waiting">How many wait now.</param>
    public void BeginOverload(int waiting) => Change(() => _detector.Begin(time.GetElapsedTime(_started)), waiting);

    /// <summary>Whether the phone whose connection comes now is to be turned away.</summary>
    /// <param name="isBehind">Connections come faster than they are accepted.</param>
    public bool TurnsConnectionAway(bool isBehind)
    {
        Interlocked.Increment(ref _cameIn);
        MeasureIfDue();
        return (Sheds && (isBehind || Volatile.Read(ref _waits))) || (Interlocked.Decrement(ref _room) < 0 && Sheds);
    }

    /// <summary>Whether one more press may begin; if so, <see cref="End"/> is to be called when it has ended.</summary>
    /// <param name="isAdmitted">It was let in when its connection came.</param>
    public bool TryBegin(bool isAdmitted)
    {
        var most = current.Options.Get<LoadSheddingOptions>().MaxConcurrentRequests;
        var count = Interlocked.Increment(ref _inFlight);
        if (!isAdmitted && TurnsPressAway())
        {
            End();
            return false;
        }

        if (most > 0 && count > most)
        {
            End();
            if (_tooMany.IsDue(time, out var turnedAway))
            {
                LogTooMany(most, turnedAway);
            }

            return false;
        }

        return true;
    }

    public void End() => Interlocked.Decrement(ref _inFlight);

    /// <summary>The piece of work whose wait is measured: it gets its thread now.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.Exchange(ref _queuedAt, 0) is not 0 and var queuedAt)
        {
            Observe(time.GetElapsedTime(queuedAt));
        }
    }

    private bool TurnsPressAway()
    {
        MeasureIfDue();
        return Sheds && (Volatile.Read(ref _waits) || Interlocked.Decrement(ref _room) < 0);
    }

    private void MeasureIfDue()
    {
        var now = time.GetTimestamp();
        var lookedAt = Volatile.Read(ref _lookedAt);
        if (now - lookedAt > (IsOverloaded || IsCrowded ? _pace / Faster : _pace) && Interlocked.CompareExchange(ref _lookedAt, now, lookedAt) == lookedAt)
        {
            // Nobody came for a while: what was measured before says nothing any more.
            if (now - lookedAt > QuietPaces * _pace)
            {
                Volatile.Write(ref _waits, false);
                Volatile.Write(ref _room, int.MaxValue);
            }

            Measure();
        }
    }

    private void Measure()
    {
        // One at a time: a wait that is not over counts for as long as it is now.
        if (Volatile.Read(ref _queuedAt) is not 0 and var queuedAt)
        {
            Observe(time.GetElapsedTime(queuedAt));
            return;
        }

        Volatile.Write(ref _queuedAt, time.GetTimestamp());
        Queue(this);
    }

    private void Observe(TimeSpan delay)
    {
        var options = current.Options.Get<LoadSheddingOptions>();
        Change(() =>
        {
            Volatile.Write(ref _delay, delay.Ticks);

            // Those that came since nothing waited have mostly not begun yet: they wait, too.
            _cameIn = delay > options.TargetDelay ? _cameIn : 0;
            _detector.Observe(time.GetElapsedTime(_started), delay, Math.Max(InFlight, _cameIn), options);
            Volatile.Write(ref _waits, _detector.IsTooLong);
            Volatile.Write(ref _room, options.Enabled && (IsOverloaded || IsCrowded) ? LetInAtOnce : int.MaxValue);
        });
    }

    private void Change(Action change, int waiting = 0)
    {
        bool isOverloaded;
        lock (_lock)
        {
            var before = IsOverloaded;
            change();
            isOverloaded = IsOverloaded;
            if (isOverloaded == before)
            {
                return;
            }
        }

        if (isOverloaded)
        {
            LogOverloaded(Delay.TotalMilliseconds, InFlight, waiting);
        }
        else
        {
            LogCalm();
        }

        Changed?.Invoke(isOverloaded);
    }
}
