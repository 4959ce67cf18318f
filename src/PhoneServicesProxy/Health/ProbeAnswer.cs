using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Health;

/// <summary>What a probe came back with: a response where it was good, else why not.</summary>
internal readonly record struct ProbeAnswer(AttemptFailure Failure, string? Reason, HttpResponseMessage? Response)
{
    public bool Good => Failure == AttemptFailure.None;

    public static ProbeAnswer Failed(AttemptFailure failure, string? reason) => new(failure, reason, null);
}
