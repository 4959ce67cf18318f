using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>What a span says of an attempt that was known when the attempt began.</summary>
/// <param name="Kind">Why the node was asked.</param>
/// <param name="Cause">The same in words; null for the first node.</param>
/// <param name="Began">When.</param>
internal readonly record struct AttemptSpan(AttemptKind Kind, string? Cause, DateTimeOffset Began);
