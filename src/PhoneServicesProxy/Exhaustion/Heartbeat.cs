namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Beats ten times a second on a thread of its own, and so notices when the process stood still; with each beat a piece of work is queued, which
/// shows whether the pool has threads. Nobody is blamed for an answer that came to nothing meanwhile.
/// </summary>
internal sealed class Heartbeat : IHostedService, IThreadPoolWorkItem, IDisposable
{
    /// <summary>Work that waits for longer waits in vain for a thread, or nearly: overload is dealt with long before.</summary>
    private static readonly TimeSpan Starving = TimeSpan.FromMilliseconds(500);

    private readonly ManualResetEventSlim _stop = new(initialState: false, spinCount: 0);
    private readonly ProcessTime _time;
    private readonly GatewayExhaustion _exhaustion;
    private long _queuedAt;
    private long _starvedAt = long.MinValue;
    private bool _starves;

    public Heartbeat(ProcessTime time, GatewayExhaustion exhaustion)
    {
        (_time, _exhaustion) = (time, exhaustion);
        time.Paused += pause => exhaustion.Note(ExhaustedResource.Stalled, pause);
    }

    /// <summary>Where the piece of work waits for its thread. Set by tests.</summary>
    public Action<IThreadPoolWorkItem> Queue { get; set; } = static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    /// <summary>Whether the process stood still, or had no threads, at some time since then.</summary>
    public bool HeldUpSince(long timestamp) => _time.PausedSince(timestamp) || Volatile.Read(ref _starvedAt) >= timestamp;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(BeatUntilStopped) { Name = "Heartbeat", IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    public void Dispose() => _stop.Set();

    /// <summary>One beat. Internal for tests.</summary>
    internal void Beat()
    {
        _time.Beat();
        if (Volatile.Read(ref _queuedAt) is not 0 and var queuedAt)
        {
            Observe(queuedAt);
            return;
        }

        Volatile.Write(ref _queuedAt, _time.GetTimestamp());
        Queue(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.Exchange(ref _queuedAt, 0) is not 0 and var queuedAt)
        {
            Observe(queuedAt);
            _starves = false;
        }
    }

    private void Observe(long queuedAt)
    {
        var now = _time.GetTimestamp();
        var wait = _time.GetElapsedTime(queuedAt, now);
        if (wait <= Starving)
        {
            return;
        }

        Volatile.Write(ref _starvedAt, now);
        if (!_starves)
        {
            _starves = true;
            _exhaustion.Note(ExhaustedResource.Threads, wait);
        }
    }

    private void BeatUntilStopped()
    {
        while (!_stop.Wait(ProcessTime.Period))
        {
            try
            {
                Beat();
            }
            catch (Exception error)
            {
                // Out of memory, or a log that cannot be written: thrown on from a thread of ours it would end the process.
                _exhaustion.Missed(error);
            }
        }

        _time.EndBeats();
    }
}
