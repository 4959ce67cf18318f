namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// The requests of this gateway at one node, over all services, and the requests that wait for it. They enter in the order of the key
/// presses. A request that waits at several nodes enters at the first node with a free place.
/// </summary>
internal sealed class NodeLoad
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PlaceWaiter> _queue = new();
    private readonly Dictionary<string, LearnedLimit> _learned = new(StringComparer.OrdinalIgnoreCase);
    private int _inFlight;
    private int _waiting;
    private int _briefly;
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
                Serve();
            }
        }
    }

    /// <summary>Requests that run at the node.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Requests that wait for the node.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>True if one more request would not have to wait.</summary>
    public bool HasRoom => _limit is var limit && (limit == 0 || InFlight < limit);

    /// <summary>A place, if one is free and no request waits for it; else null.</summary>
    public NodePlace? TryEnter()
    {
        lock (_gate)
        {
            // Every request in the queue that may enter has entered already.
            return HasRoom ? Enter(null) : null;
        }
    }

    /// <summary>Waits for a place. Returns null if too many requests already wait.</summary>
    /// <param name="queueLength">The largest number of requests that may wait for this node alone.</param>
    /// <param name="since">When the phone began to wait, as a timestamp of the clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask<NodePlace?> WaitAsync(int queueLength, long since, CancellationToken cancellationToken)
    {
        var waiter = new PlaceWaiter(since, service: null);
        lock (_gate)
        {
            if (HasRoom)
            {
                return Enter(null);
            }

            if (_briefly >= queueLength)
            {
                return null;
            }

            Add(waiter);
        }

        await ((Task)waiter.Granted.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Forget(waiter);
        return await waiter.TakeAsync() ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Lets a request wait here for its service, or gives it a place immediately.</summary>
    public void Join(PlaceWaiter waiter)
    {
        lock (_gate)
        {
            if (!waiter.IsServed)
            {
                Add(waiter);
                Serve();
            }
        }
    }

    /// <summary>Lets requests of a service enter again after the pause that followed a refusal.</summary>
    public void ReopenIfDue(string service, TimeProvider time)
    {
        lock (_gate)
        {
            if (_learned.TryGetValue(service, out var limit) && limit.Reopen(time))
            {
                Serve();
            }
        }
    }

    public void Forget(PlaceWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.LeaveQueueOf(this) is { } entry)
            {
                Remove(entry);
            }
        }
    }

    public void Leave(NodePlace place, PlaceResult result, TimeProvider? time)
    {
        lock (_gate)
        {
            _inFlight--;
            if (place.Learned is { } limit)
            {
                limit.Left(result, time!);
            }

            Serve();
        }
    }

    private NodePlace Enter(LearnedLimit? learned)
    {
        _inFlight++;
        learned?.Entered();
        return new NodePlace(this, learned);
    }

    private LearnedLimit? LimitOf(PlaceWaiter waiter)
    {
        if (waiter.Service is not { } service)
        {
            return null;
        }

        if (!_learned.TryGetValue(service, out var limit))
        {
            _learned[service] = limit = new();
        }

        return limit;
    }

    /// <summary>Gives free places to waiting requests, in their order. A request whose service is at its limit is skipped.</summary>
    private void Serve()
    {
        for (var entry = _queue.First; entry is not null && HasRoom;)
        {
            var (next, waiter) = (entry.Next, entry.Value);
            var limit = LimitOf(waiter);
            if (waiter.IsServed)
            {
                waiter.LeaveQueueOf(this);
                Remove(entry);
            }
            else if (limit is null or { HasRoom: true })
            {
                waiter.LeaveQueueOf(this);
                Remove(entry);
                if (waiter.TryClaim())
                {
                    waiter.Grant(Enter(limit));
                }
            }

            entry = next;
        }
    }

    /// <summary>A refused request returns to its old position. Most others are added at the end.</summary>
    private void Add(PlaceWaiter waiter)
    {
        var before = _queue.First is { } first && waiter.Since < first.Value.Since ? null : _queue.Last;
        while (before is not null && waiter.Since < before.Value.Since)
        {
            before = before.Previous;
        }

        waiter.JoinQueueOf(this, before is null ? _queue.AddFirst(waiter) : _queue.AddAfter(before, waiter));
        _waiting++;
        _briefly += waiter.Service is null ? 1 : 0;
    }

    private void Remove(LinkedListNode<PlaceWaiter> entry)
    {
        _briefly -= entry.Value.Service is null ? 1 : 0;
        _queue.Remove(entry);
        _waiting--;
    }
}
