namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Runs ten times a second on its own thread, so it notices if the process stood still. Each beat also queues a work item, which
/// shows whether the pool has free threads. No node is blamed for an answer that failed in such a period.
/// </summary>
internal sealed class Heartbeat : IHostedService, IThreadPoolWorkItem, IDisposable
{
    /// <summary>A longer wait means that the pool has hardly any free threads. Load shedding starts long before.</summary>
    private static readonly TimeSpan Starving = TimeSpan.FromMilliseconds(500);

    /// <summary>After a standstill, piled-up work is done first. New requests have to wait for it, here and at the nodes.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

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

    /// <summary>Queues the work item to the thread pool. Tests replace it.</summary>
    public Action<IThreadPoolWorkItem> Queue { get; set; } = static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    /// <summary>Returns true if the process stood still or had no free threads at some time since the timestamp, or just before it.</summary>
    public bool HeldUpSince(long timestamp)
    {
        var from = timestamp - (long)(Aftermath.TotalSeconds * _time.TimestampFrequency);
        return _time.PausedSince(from) || Volatile.Read(ref _starvedAt) >= from;
    }

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

    /// <summary>Runs one beat. It is internal for tests.</summary>
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
                // For example, memory may be exhausted or the log may be unwritable. An unhandled exception on this thread would end the process.
                _exhaustion.Missed(error);
            }
        }

        _time.EndBeats();
    }
}
