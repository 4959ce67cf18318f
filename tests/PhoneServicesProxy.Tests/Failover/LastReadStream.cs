namespace PhoneServicesProxy.Tests.Failover;

/// <summary>A body at whose end something happens.</summary>
internal sealed class LastReadStream(byte[] content, Action atEnd) : MemoryStream(content)
{
    /// <summary>Nobody announces its length.</summary>
    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            atEnd();
        }

        return read;
    }
}
