using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Pages that are held at once take no more than a share of the memory that there is. More of them wait, while their bytes wait at the node:
/// otherwise whoever asks next for memory gets none, be it the server that writes to a phone.
/// </summary>
internal sealed class HeldMemory : IDisposable
{
    /// <summary>Pages up to this size, nearly all that phones get, are not counted.</summary>
    private const long Small = 16 * 1024;

    /// <summary>A page is there as it came, as it goes to the phone, and a part of it on the way.</summary>
    private const long Copies = 3;

    private const long Unit = 1024;
    private const long Share = 4;

    private readonly int _most;
    private readonly ConcurrencyLimiter _units;

    public HeldMemory()
        : this(ShareOf(Share))
    {
    }

    /// <param name="bytes">How many may be held.</param>
    internal HeldMemory(long bytes)
    {
        _most = (int)Math.Clamp(bytes / Unit, 1, int.MaxValue);
        _units = new(new() { PermitLimit = _most, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>A part of the memory that the process may use, by the limit of its container or by DOTNET_GCHeapHardLimit.</summary>
    public static long ShareOf(long part) => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / part;

    /// <summary>Whether <see cref="EnterAsync"/> is to be called for such a page.</summary>
    public static bool Counts(long size) => size > Small;

    /// <summary>Returns when there is memory for the page; to be disposed when nobody looks at it any more.</summary>
    /// <exception cref="InsufficientMemoryException">There was none in time.</exception>
    public async ValueTask<HeldPlace> EnterAsync(long size, CancellationToken cancellationToken)
    {
        try
        {
            return new(await _units.AcquireAsync((int)Math.Min(_most, size * Copies / Unit), cancellationToken));
        }
        catch (OperationCanceledException error)
        {
            throw new InsufficientMemoryException("Pages that are held take as much memory as they may.", error);
        }
    }

    public void Dispose() => _units.Dispose();
}
