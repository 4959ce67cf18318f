namespace PhoneServicesProxy.Tests.Commands;

/// <summary>Fails as the console's stream does where standard output is closed (EBADF).</summary>
internal sealed class ClosedOutput : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw new UnauthorizedAccessException();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new UnauthorizedAccessException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new UnauthorizedAccessException();
}
