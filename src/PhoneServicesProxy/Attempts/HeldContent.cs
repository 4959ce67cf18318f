using System.Net;
using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Attempts;

/// <summary>A body that is held completely. It can be read many times.</summary>
internal sealed class HeldContent(ReadOnlyMemory<byte> page) : HttpContent
{
    public ReadOnlyMemory<byte> Page { get; set; } = page;

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        MemoryMarshal.TryGetArray(Page, out var bytes);
        return new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(CancellationToken.None));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Page).AsTask();

    /// <summary>Answers that have no body, because of their status or method, state another length than their body's, or none.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = Page.Length;
        return length > 0;
    }
}
