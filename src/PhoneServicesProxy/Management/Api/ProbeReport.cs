namespace PhoneServicesProxy.Management.Api;

/// <summary>A finished probe.</summary>
/// <param name="At">The time when it was sent.</param>
/// <param name="Seconds">Its duration.</param>
/// <param name="Ok">True if the answer was good.</param>
/// <param name="Failure">The kind of failure, as in metrics; null if there was none.</param>
/// <param name="Reason">The failure in words; null if there was none.</param>
public sealed record ProbeReport(DateTimeOffset At, double Seconds, bool Ok, string? Failure, string? Reason);
