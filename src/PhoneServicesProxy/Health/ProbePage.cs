namespace PhoneServicesProxy.Health;

/// <summary>The answer of a node to a probe.</summary>
internal sealed record ProbePage(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    /// <summary>True if the answer was longer than the gateway reads. Then <see cref="Body"/> is empty.</summary>
    public bool TooLong { get; init; }
}
