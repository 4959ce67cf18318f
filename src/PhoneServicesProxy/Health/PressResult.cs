using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>The result of a press at a node, for display.</summary>
internal sealed record PressResult(DateTimeOffset At, AttemptFailure Failure, string? Reason);
