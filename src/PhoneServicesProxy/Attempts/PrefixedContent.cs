using System.Net;

namespace PhoneServicesProxy.Attempts;

/// <summary>A body whose beginning has already been read.</summary>
internal sealed class PrefixedContent(ReadOnlyMemory<byte> beginning, Stream rest) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new PrefixedStream(beginning, rest));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        new PrefixedStream(beginning, rest).CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
