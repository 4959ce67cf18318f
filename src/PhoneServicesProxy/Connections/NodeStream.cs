using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Connections;

/// <summary>
/// A connection to a node that reports its end with an exception. If a node reads a request without body and closes, .NET's handler sees an
/// end of stream. It then sends the request again, up to four times to the same node, and would execute a GET login four times. An exception
/// instead of the end of stream is passed on.
/// </summary>
internal sealed class NodeStream(Stream inner) : Stream
{
    private int _exchanges;
    private bool _awaitsAnswer;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException error) when (_awaitsAnswer && _exchanges > 1)
        {
            throw new StaleConnectionException(error);
        }

        // A read into an empty buffer only asks whether there is data.
        if (read == 0 && buffer.Length > 0 && _awaitsAnswer)
        {
            throw _exchanges > 1 ? new StaleConnectionException() : new IOException("The node closed the connection before its answer.");
        }

        if (read > 0)
        {
            _awaitsAnswer = false;
        }

        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_awaitsAnswer)
        {
            _exchanges++;
            _awaitsAnswer = true;
        }

        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException error) when (_exchanges > 1)
        {
            throw new StaleConnectionException(error);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Reads are asynchronous.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Writes are asynchronous.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
