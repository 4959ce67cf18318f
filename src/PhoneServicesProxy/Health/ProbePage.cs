namespace PhoneServicesProxy.Health;

/// <summary>What a node sent to a probe.</summary>
internal sealed record ProbePage(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    /// <summary>It was longer than what is read of an answer; then <see cref="Body"/> is empty.</summary>
    public bool TooLong { get; init; }
}
