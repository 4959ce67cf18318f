namespace PhoneServicesProxy.Management.Api;

/// <summary>What a press met at a node.</summary>
/// <param name="At">When it came to its end.</param>
/// <param name="Ok">Whether the node gave a good answer.</param>
/// <param name="Failure">The kind of failure, as in metrics; null where it was good.</param>
/// <param name="Reason">The failure in words; null where it was good, and where the kind says it all.</param>
public sealed record PressReport(DateTimeOffset At, bool Ok, string? Failure, string? Reason);
