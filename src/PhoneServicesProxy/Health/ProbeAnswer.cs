using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>The result of a probe: a response if it was good, else the reason.</summary>
internal readonly record struct ProbeAnswer(AttemptFailure Failure, string? Reason, HttpResponseMessage? Response)
{
    /// <summary>The page, good or bad, if a whole one came.</summary>
    public ProbePage? Page { get; init; }

    public bool Good => Failure == AttemptFailure.None;

    public static ProbeAnswer Failed(AttemptFailure failure, string? reason) => new(failure, reason, null);
}

/// <summary>The answer of a node to a probe.</summary>
internal sealed record ProbePage(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    /// <summary>True if the answer was longer than the gateway reads. Then <see cref="Body"/> is empty.</summary>
    public bool TooLong { get; init; }
}
