using System.Net;
using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Attempts;

/// <summary>A body that is here as a whole. It can be read as often as one likes.</summary>
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

    /// <summary>What has no body by its status or method states another length than that of its body, or none.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = Page.Length;
        return length > 0;
    }
}
