using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Failover;

/// <summary>The large pages held for a press, and their buffers.</summary>
internal sealed class PressPages
{
    private readonly Lock _lock = new();
    private List<HeldMemoryLease>? _held;
    private bool _isReleased;

    /// <summary>True if a page is held until the phone has its answer.</summary>
    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _held is not null;
            }
        }
    }

    /// <summary>A buffer for the changed copy of a large page. Must be called only if a page is held.</summary>
    public byte[] Rent(int size)
    {
        lock (_lock)
        {
            return _held![0].Rent(size);
        }
    }

    /// <summary>Keeps a page until the phone has its answer and the last good page has been stored.</summary>
    public void Hold(HeldMemoryLease lease)
    {
        lock (_lock)
        {
            if (!_isReleased)
            {
                (_held ??= []).Add(lease);
                return;
            }
        }

        lease.Dispose();
    }

    /// <summary>Releases all pages, because nothing reads them any more. Attempts that end later hold nothing.</summary>
    public void Release()
    {
        List<HeldMemoryLease>? held;
        lock (_lock)
        {
            (held, _held, _isReleased) = (_held, null, true);
        }

        held?.ForEach(static one => one.Dispose());
    }
}
