using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Measures the thread-pool queueing delay. From it, this decides whether a connection must wait and whether a press may start. Connections and presses
/// trigger the measurement: at most every 10 ms, one of them queues an empty work item, and its wait is measured. So an idle gateway does nothing, and a
/// press costs one read of the clock.
/// </summary>
internal sealed partial class LoadShedder(CurrentConfiguration current, TimeProvider time, ILogger<LoadShedder> logger) : IThreadPoolWorkItem
{
    private static readonly TimeSpan MeasuringInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>In overload and in a crowd, the interval is this many times shorter. Otherwise connections would wait while the processors are idle.</summary>
    private const int CrowdedIntervalDivisor = 5;

    /// <summary>
    /// The number of connections and presses that are admitted after each short delay, in overload and in a crowd. Hundreds may be waiting, and
    /// the next measurement must come before too many of them are admitted. It is more than a processor serves in one interval, so no processor is idle.
    /// With more presses than this in flight there is a crowd: while work waits, one more press would only make all of them wait longer.
    /// </summary>
    private static readonly int BatchSize = 48 * Environment.ProcessorCount;

    /// <summary>After this many intervals without an arrival, the last measurement is out of date.</summary>
    private const int IdleIntervals = 20;

    private readonly Lock _lock = new();
    private readonly LogLimit _tooManyPresses = new();
    private readonly OverloadDetector _detector = new();
    private readonly long _interval = (long)(MeasuringInterval.TotalSeconds * time.TimestampFrequency);
    private readonly long _startedAt = time.GetTimestamp();
    private long _measuredAt;
    private long _queuedAt;
    private long _delay;
    private int _remaining = int.MaxValue;
    private int _arrivals;
    private int _inFlight;

    /// <summary>
    /// Queues the measured work item. It goes into the queue that all pool threads share, because arriving requests wait there, too. Tests
    /// replace it.
    /// </summary>
    public Action<IThreadPoolWorkItem> QueueWorkItem { get; set; } = static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    /// <summary>Raised with true when overload starts, and with false when it ends.</summary>
    public event Action<bool>? OverloadChanged;

    /// <summary>The last measured queueing delay.</summary>
    public TimeSpan Delay => new(Volatile.Read(ref _delay));

    /// <summary>The number of presses that have started and have not ended.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>True from the start of overload until presses are served without long delays for some time.</summary>
    public bool IsOverloaded => _detector.IsOverloaded;

    /// <summary>Says in a sentence what overload means for new presses.</summary>
    public string Consequence =>
        Options.Enabled ? "New presses get a busy page." : "No press is turned away for that, because LoadShedding:Enabled is false.";

    /// <summary>The longest time for which connections may be held.</summary>
    public TimeSpan MaxHoldTime => Options.Interval;

    private LoadSheddingOptions Options => current.Options.Get<LoadSheddingOptions>();

    private bool IsShedding => IsOverloaded && Options.Enabled;

    private bool IsCrowded => Math.Max(InFlight, Volatile.Read(ref _arrivals)) > BatchSize;

    /// <summary>
    /// Returns true if connections must wait in the kernel's queue. Presses in flight then wait for threads, and more presses would delay all of them. Most
    /// bursts are over soon. For a longer one, <see cref="StartOverload"/> must be called.
    /// </summary>
    public bool ShouldHoldConnections()
    {
        if (!IsCrowded && !IsOverloaded)
        {
            return false;
        }

        MeasureIfDue();
        return !IsOverloaded && Options.Enabled && (_detector.IsDelayLong || Volatile.Read(ref _remaining) <= 0);
    }

    /// <summary>Must be called if connections have been held for too long, or if too many are held.</summary>
    /// <param name="waiting">The number of connections that wait now.</param>
    public void StartOverload(int waiting) => Change(() => _detector.Start(time.GetElapsedTime(_startedAt)), waiting);

    /// <summary>Returns true if the next connection must be refused.</summary>
    /// <param name="isBacklogged">True if connections arrive faster than they are accepted.</param>
    public bool ShouldRefuseConnection(bool isBacklogged)
    {
        Interlocked.Increment(ref _arrivals);
        MeasureIfDue();
        return (IsShedding && (isBacklogged || _detector.IsDelayLong)) || (Interlocked.Decrement(ref _remaining) < 0 && IsShedding);
    }

    /// <summary>Returns true if a press may start. <see cref="EndPress"/> must be called when it has ended.</summary>
    /// <param name="isAdmitted">True if its connection was admitted during overload.</param>
    public bool TryStartPress(bool isAdmitted)
    {
        var limit = Options.MaxConcurrentRequests;
        var count = Interlocked.Increment(ref _inFlight);
        if (!isAdmitted && ShouldRefusePress())
        {
            EndPress();
            return false;
        }

        if (limit > 0 && count > limit)
        {
            EndPress();
            if (_tooManyPresses.IsDue(time, out var refused))
            {
                LogTooManyPresses(limit, refused);
            }

            return false;
        }

        return true;
    }

    public void EndPress() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Runs when the measured work item gets its thread.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.Exchange(ref _queuedAt, 0) is not 0 and var queuedAt)
        {
            Observe(time.GetElapsedTime(queuedAt));
        }
    }

    private bool ShouldRefusePress()
    {
        MeasureIfDue();
        return IsShedding && (_detector.IsDelayLong || Interlocked.Decrement(ref _remaining) < 0);
    }

    private void MeasureIfDue()
    {
        var now = time.GetTimestamp();
        var measuredAt = Volatile.Read(ref _measuredAt);
        var interval = IsOverloaded || IsCrowded ? _interval / CrowdedIntervalDivisor : _interval;
        if (now - measuredAt <= interval || Interlocked.CompareExchange(ref _measuredAt, now, measuredAt) != measuredAt)
        {
            return;
        }

        if (now - measuredAt > IdleIntervals * _interval)
        {
            _detector.ForgetDelay();
            Volatile.Write(ref _remaining, int.MaxValue);
        }

        Measure();
    }

    private void Measure()
    {
        // Only one work item is queued at a time. While it waits, its wait up to now counts.
        if (Volatile.Read(ref _queuedAt) is not 0 and var queuedAt)
        {
            Observe(time.GetElapsedTime(queuedAt));
            return;
        }

        Volatile.Write(ref _queuedAt, time.GetTimestamp());
        QueueWorkItem(this);
    }

    private void Observe(TimeSpan delay)
    {
        var options = Options;
        Change(() =>
        {
            Volatile.Write(ref _delay, delay.Ticks);

            // Most connections that arrived after the last short delay have not started their press yet. They wait, too.
            _arrivals = delay > options.TargetDelay ? _arrivals : 0;
            _detector.Observe(time.GetElapsedTime(_startedAt), delay, Math.Max(InFlight, _arrivals), options);
            Volatile.Write(ref _remaining, options.Enabled && (IsOverloaded || IsCrowded) ? BatchSize : int.MaxValue);
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
            LogOverloaded(Delay.TotalMilliseconds, InFlight, waiting, Consequence);
        }
        else
        {
            LogOverloadEnded();
        }

        OverloadChanged?.Invoke(isOverloaded);
    }
}
