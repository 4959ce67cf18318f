using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>What a probe came back with: a response where it was good, else why not.</summary>
internal readonly record struct ProbeAnswer(AttemptFailure Failure, string? Reason, HttpResponseMessage? Response)
{
    /// <summary>The page, good or bad, where a whole one came.</summary>
    public ProbePage? Page { get; init; }

    public bool Good => Failure == AttemptFailure.None;

    public static ProbeAnswer Failed(AttemptFailure failure, string? reason) => new(failure, reason, null);
}
