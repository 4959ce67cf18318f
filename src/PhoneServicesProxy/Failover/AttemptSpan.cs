using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>The part of an attempt's span that is known when the attempt begins.</summary>
/// <param name="Kind">Why the node was asked.</param>
/// <param name="Method">The request's method, if it is a known one.</param>
/// <param name="Number">The number of attempts that the press has begun, this one included.</param>
/// <param name="Cause">The reason for <paramref name="Kind"/> in words; null for the first node.</param>
/// <param name="Began">The time when the attempt began.</param>
internal readonly record struct AttemptSpan(AttemptKind Kind, string Method, int Number, string? Cause, DateTimeOffset Began);
