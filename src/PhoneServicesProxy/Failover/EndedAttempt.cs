using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Failover;

/// <summary>The data for an attempt's span.</summary>
/// <param name="Begun">The part that was known when the attempt began.</param>
/// <param name="Attempt">The attempt and its result.</param>
/// <param name="Service">The service.</param>
/// <param name="Node">The node; null if the configuration no longer has it.</param>
/// <param name="Ended">The time when the attempt ended.</param>
internal sealed record EndedAttempt(AttemptSpan Begun, Attempt Attempt, string Service, NodeHealth? Node, DateTimeOffset Ended);
