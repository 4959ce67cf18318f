using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>The part of an attempt's span that is known when the attempt begins.</summary>
/// <param name="Kind">Why the node was asked.</param>
/// <param name="Cause">The same in words; null for the first node.</param>
/// <param name="Began">The time when the attempt began.</param>
internal readonly record struct AttemptSpan(AttemptKind Kind, string? Cause, DateTimeOffset Began);
