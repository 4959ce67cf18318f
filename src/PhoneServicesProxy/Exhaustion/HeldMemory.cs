using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Limits the memory of held pages to a share of the available memory. Above it, further pages wait, and their bytes stay at the node.
/// Otherwise other parts of the process would run out of memory, even the server that writes to a phone.
/// </summary>
internal sealed class HeldMemory : IDisposable
{
    /// <summary>Pages up to this size, which are nearly all pages for phones, are not counted.</summary>
    private const long Small = 16 * 1024;

    /// <summary>A page exists as received, as sent to the phone, and partly in transit.</summary>
    private const long Copies = 3;

    private const long Unit = 1024;
    private const long Share = 4;

    private readonly int _most;
    private readonly ConcurrencyLimiter _units;

    public HeldMemory()
        : this(ShareOf(Share))
    {
    }

    /// <param name="bytes">The number of bytes that may be held.</param>
    internal HeldMemory(long bytes)
    {
        _most = (int)Math.Clamp(bytes / Unit, 1, int.MaxValue);
        _units = new(new() { PermitLimit = _most, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>Returns a fraction (1/part) of the memory that the process may use, as limited by its container or by DOTNET_GCHeapHardLimit.</summary>
    public static long ShareOf(long part) => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / part;

    /// <summary>Returns true if <see cref="AcquireAsync"/> must be called for a page of this size.</summary>
    public static bool Counts(long size) => size > Small;

    /// <summary>Returns when there is memory for the page. The result must be disposed when the page is no longer used.</summary>
    /// <exception cref="InsufficientMemoryException">There was none in time.</exception>
    public async ValueTask<HeldMemoryLease> AcquireAsync(long size, CancellationToken cancellationToken)
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
