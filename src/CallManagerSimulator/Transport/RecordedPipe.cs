using System.IO.Pipelines;

namespace CallManagerSimulator.Transport;

/// <summary>A connection whose input is recorded. It is a feature of the connection, so request handlers find it.</summary>
internal sealed class RecordedPipe(IDuplexPipe inner) : IDuplexPipe
{
    public RecordingReader Reader { get; } = new(inner.Input);

    public PipeReader Input => Reader;

    public PipeWriter Output => inner.Output;
}
