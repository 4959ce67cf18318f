using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>A finished probe, for display.</summary>
internal sealed record ProbeResult(DateTimeOffset At, TimeSpan Duration, AttemptFailure Failure, string? Reason);
