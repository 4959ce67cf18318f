using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Failover;

/// <summary>The large pages that are held for a press, and the buffers they are in.</summary>
internal sealed class PressPages
{
    private readonly Lock _lock = new();
    private List<HeldPlace>? _held;
    private bool _isReleased;

    /// <summary>Whether one is kept until the phone has its answer.</summary>
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

    /// <summary>A buffer for a large page as it goes to the phone. Only where one is held.</summary>
    public byte[] Rent(int size)
    {
        lock (_lock)
        {
            return _held![0].Rent(size);
        }
    }

    /// <summary>Keeps a page until the phone has its answer, and the last good page has been made of it.</summary>
    public void Hold(HeldPlace held)
    {
        lock (_lock)
        {
            if (!_isReleased)
            {
                (_held ??= []).Add(held);
                return;
            }
        }

        held.Dispose();
    }

    /// <summary>Nobody looks at a page of the press any more. Attempts that end later hold nothing.</summary>
    public void Release()
    {
        List<HeldPlace>? held;
        lock (_lock)
        {
            (held, _held, _isReleased) = (_held, null, true);
        }

        held?.ForEach(static one => one.Dispose());
    }
}
