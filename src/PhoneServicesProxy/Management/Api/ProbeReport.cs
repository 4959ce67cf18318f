namespace PhoneServicesProxy.Management.Api;

/// <summary>A finished probe.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Ok">Whether the answer was good.</param>
/// <param name="Failure">The kind of failure, as in metrics; null where it was good.</param>
/// <param name="Reason">The failure in words; null where it was good.</param>
public sealed record ProbeReport(DateTimeOffset At, double Seconds, bool Ok, string? Failure, string? Reason);
