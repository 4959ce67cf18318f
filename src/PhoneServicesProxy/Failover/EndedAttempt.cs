using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Failover;

/// <summary>All that a span says of an attempt.</summary>
/// <param name="Begun">What was known when it began.</param>
/// <param name="Attempt">What came of it.</param>
/// <param name="Service">The service.</param>
/// <param name="Node">The node; null where it is none of the configuration any more.</param>
/// <param name="Ended">When.</param>
internal sealed record EndedAttempt(AttemptSpan Begun, Attempt Attempt, string Service, NodeHealth? Node, DateTimeOffset Ended);
