using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>What a press met at a node, for display.</summary>
internal sealed record PressResult(DateTimeOffset At, AttemptFailure Failure, string? Reason);
