namespace PhoneServicesProxy.Health;

/// <summary>What a node sent to a probe.</summary>
internal sealed record ProbePage(int Status, ReadOnlyMemory<byte> Body, string? ContentType);
