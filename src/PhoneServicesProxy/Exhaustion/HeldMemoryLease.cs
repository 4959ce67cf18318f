using System.Buffers;
using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// A part of <see cref="HeldMemory"/> for one large page, in buffers that are reused for the next page. The garbage collector frees arrays of that size
/// late, so pages of some hundred kilobytes would otherwise fill all memory before the first collection.
/// </summary>
/// <remarks>A page must not be read after its lease is disposed, because the buffer may then contain another phone's page.</remarks>
internal sealed class HeldMemoryLease(RateLimitLease units) : IDisposable
{
    private readonly List<byte[]> _buffers = [];

    /// <summary>Returns a buffer of at least this size.</summary>
    public byte[] Rent(int size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Keeps the buffers from being reused, because they may still be written to.</summary>
    public void Abandon() => _buffers.Clear();

    public void Dispose()
    {
        _buffers.ForEach(static buffer => ArrayPool<byte>.Shared.Return(buffer));
        _buffers.Clear();
        units.Dispose();
    }
}
