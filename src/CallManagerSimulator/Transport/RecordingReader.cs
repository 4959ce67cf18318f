using System.Buffers;
using System.IO.Pipelines;

namespace CallManagerSimulator.Transport;

/// <summary>
/// Keeps the input that the server has consumed. When a request's handler starts, Kestrel has consumed exactly the head of the request. So the
/// handler takes the head from here, and drops the body's bytes after it has read the body.
/// </summary>
internal sealed class RecordingReader(PipeReader inner) : PipeReader
{
    private const int MaxBytes = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _consumed = new(1024);
    private ReadOnlySequence<byte> _buffer;

    public ReadOnlySpan<byte> Consumed => _consumed.WrittenSpan;

    public void DropConsumed() => _consumed.ResetWrittenCount();

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Keep(_buffer.Slice(_buffer.Start, consumed));
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await inner.ReadAsync(cancellationToken);
        _buffer = result.Buffer;
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        var read = inner.TryRead(out result);
        _buffer = read ? result.Buffer : default;
        return read;
    }

    private void Keep(ReadOnlySequence<byte> bytes)
    {
        if (_consumed.WrittenCount + bytes.Length > MaxBytes)
        {
            return;
        }

        foreach (var segment in bytes)
        {
            _consumed.Write(segment.Span);
        }
    }
}
