using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>Tells a health policy why a probe failed.</summary>
internal sealed class ProbeFailedException(AttemptFailure failure, string reason) : Exception(reason)
{
    public AttemptFailure Failure { get; } = failure;
}
