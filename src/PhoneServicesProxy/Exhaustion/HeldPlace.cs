using System.Buffers;
using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Room for one large page, with buffers that are used again by the next one. Arrays of that size are collected late, and pages of some
/// hundred kilobytes would otherwise fill whatever memory there is before the first collection.
/// </summary>
/// <remarks>Nobody may look at a page after its room has been disposed: another phone's page is there by then.</remarks>
internal sealed class HeldPlace(RateLimitLease lease) : IDisposable
{
    private readonly List<byte[]> _buffers = [];

    /// <summary>A buffer of at least this size.</summary>
    public byte[] Rent(int size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>The buffer is still written to, perhaps: it is used for nothing else.</summary>
    public void Abandon() => _buffers.Clear();

    public void Dispose()
    {
        _buffers.ForEach(static buffer => ArrayPool<byte>.Shared.Return(buffer));
        _buffers.Clear();
        lease.Dispose();
    }
}
