using System.IO.Pipelines;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Overload;

/// <summary>A connection of which a part was read before Kestrel got it.</summary>
internal sealed class ReadAhead(ReadOnlyMemory<byte> read, IDuplexPipe connection) : IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(new PrefixedStream(read, connection.Input.AsStream()));

    public PipeWriter Output { get; } = connection.Output;
}
