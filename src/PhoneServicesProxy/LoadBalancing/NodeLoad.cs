using System.Threading.RateLimiting;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// The requests of this gateway at one node, over all its services, and those that wait for it. Limit and queue are .NET's concurrency
/// limiter. A limiter cannot be changed, so a new limit needs a new limiter, which takes over the running requests.
/// </summary>
internal sealed class NodeLoad
{
    private readonly Lock _gate = new();
    private readonly Stack<RateLimitLease> _takenOver = new();
    private (int Limit, int Queue) _settings;
    private ConcurrencyLimiter? _limiter;
    private int _older;
    private int _inFlight;
    private int _waiting;
    private volatile int _limit;

    /// <summary>The largest number of requests at the node at once; 0 for no limit. Waiting requests use a new limit immediately.</summary>
    public int Limit
    {
        get => _limit;
        set
        {
            lock (_gate)
            {
                _limit = value;
                UseSettings(_settings.Queue);
            }
        }
    }

    /// <summary>Requests that run at the node.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Requests that wait for the node.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>True if one more request would not have to wait.</summary>
    public bool HasRoom => _limit is var limit && (limit == 0 || InFlight + Waiting < limit);

    /// <summary>A place, if one is free and nobody already waits for it; else null.</summary>
    public NodePlace? TryEnter(int queueLength)
    {
        lock (_gate)
        {
            UseSettings(queueLength);
            var lease = _limiter?.AttemptAcquire();
            return lease is { IsAcquired: false } ? null : Enter(lease);
        }
    }

    /// <summary>A place as soon as one is free; null if too many already wait.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask<NodePlace?> WaitAsync(int queueLength, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                RateLimiter? limiter;
                ValueTask<RateLimitLease> turn;
                lock (_gate)
                {
                    UseSettings(queueLength);
                    if (_limiter is null)
                    {
                        return Enter(null);
                    }

                    limiter = _limiter;
                    turn = limiter.AcquireAsync(1, cancellationToken);
                }

                var lease = await turn;
                lock (_gate)
                {
                    if (limiter == _limiter)
                    {
                        return lease.IsAcquired ? Enter(lease) : null;
                    }
                }

                // The limit has changed meanwhile, so this request waits at the new limiter.
                lease.Dispose();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave(NodePlace place)
    {
        RateLimitLease? free;
        lock (_gate)
        {
            _inFlight--;
            if (place.Limiter == _limiter)
            {
                free = place.Lease;
            }
            else
            {
                // If more requests were running than the new limit allows, the first ones to end free no place.
                _older--;
                free = _takenOver.Count > _older ? _takenOver.Pop() : null;
            }
        }

        free?.Dispose();
    }

    private NodePlace Enter(RateLimitLease? lease)
    {
        _inFlight++;
        return new NodePlace(this, _limiter, lease);
    }

    private void UseSettings(int queueLength)
    {
        var limit = _limit;
        var settings = limit == 0 ? default : (limit, queueLength);
        if (settings == _settings)
        {
            return;
        }

        var former = _limiter;
        _settings = settings;
        _limiter = limit == 0 ? null : new ConcurrencyLimiter(new()
        {
            PermitLimit = limit,
            QueueLimit = queueLength,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _takenOver.Clear();
        _older = _inFlight;
        for (var i = 0; i < _older && _limiter?.AttemptAcquire() is { IsAcquired: true } lease; i++)
        {
            _takenOver.Push(lease);
        }

        // Requests that wait at the old limiter are released without a place, and then wait at the new one.
        former?.Dispose();
    }
}
