namespace PhoneServicesProxy.Management.Api;

/// <summary>The result of a press at a node.</summary>
/// <param name="At">The end of the press.</param>
/// <param name="Ok">True if the answer was good.</param>
/// <param name="Failure">The kind of failure, as in metrics; null if there was none.</param>
/// <param name="Reason">The failure in words; null if there was none, or if the kind says it all.</param>
public sealed record PressReport(DateTimeOffset At, bool Ok, string? Failure, string? Reason);
