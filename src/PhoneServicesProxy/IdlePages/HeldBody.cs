namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// The way of a body to the phone, which can be closed for a while: then a phone that reads slowly, or is gone, holds up
/// nobody who waits for the same page.
/// </summary>
internal sealed class HeldBody(Stream phone) : Stream
{
    private MemoryStream? _held;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>How many bytes are held.</summary>
    public override long Length => _held?.Length ?? 0;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on nothing reaches the phone.</summary>
    public void Hold() => _held ??= new();

    /// <summary>From now on everything reaches the phone at once.</summary>
    public void Open() => _held = null;

    /// <summary>Gives what is held to the phone.</summary>
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
