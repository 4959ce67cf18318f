using System.IO.Pipelines;

namespace PhoneServicesProxy.Overload;

/// <summary>A connection of which a part was read before Kestrel got it.</summary>
internal sealed class ReadAhead : IDuplexPipe
{
    private readonly Pipe _input = new();
    private readonly PipeReader _rest;

    public ReadAhead(ReadOnlyMemory<byte> read, IDuplexPipe connection)
    {
        (_rest, Output) = (connection.Input, connection.Output);
        _ = PassOnAsync(read);
    }

    public PipeReader Input => _input.Reader;

    public PipeWriter Output { get; }

    private async Task PassOnAsync(ReadOnlyMemory<byte> read)
    {
        Exception? failure = null;
        try
        {
            await _input.Writer.WriteAsync(read);
            await _rest.CopyToAsync(_input.Writer);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await _input.Writer.CompleteAsync(failure);
    }
}
