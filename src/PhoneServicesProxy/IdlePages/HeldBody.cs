namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// A response body that can be held back for a while. Then a phone that reads slowly, or has disconnected, does not delay
/// the phones that wait for the same page.
/// </summary>
internal sealed class HeldBody(Stream phone) : Stream
{
    private MemoryStream? _held;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>The number of bytes held.</summary>
    public override long Length => _held?.Length ?? 0;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts to hold the body. Nothing reaches the phone until it is released or opened.</summary>
    public void Hold() => _held ??= new();

    /// <summary>Stops holding. Later writes go directly to the phone.</summary>
    public void Open() => _held = null;

    /// <summary>Sends the held bytes to the phone.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        var held = _held;
        Open();
        if (held is { Length: > 0 })
        {
            await phone.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_held is null)
        {
            return phone.WriteAsync(buffer, cancellationToken);
        }

        _held.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _held is null ? phone.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Flush() => throw new NotSupportedException("Writes are asynchronous.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Writes are asynchronous.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
