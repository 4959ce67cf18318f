using PhoneServicesProxy.Health;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>An event.</summary>
/// <param name="Id">A number that increases from the gateway's start.</param>
/// <param name="At">The time.</param>
/// <param name="Kind">The kind of event.</param>
/// <param name="Text">The event and its cause in words.</param>
/// <param name="Node">The node; null if it concerns none.</param>
/// <param name="Service">The service; null if it concerns none, or all.</param>
/// <param name="Condition">The node's new condition; null if that did not change.</param>
/// <param name="State">The node's new state; null if that did not change.</param>
public sealed record GatewayEvent(
    long Id,
    DateTimeOffset At,
    GatewayEventKind Kind,
    string Text,
    string? Node = null,
    string? Service = null,
    NodeCondition? Condition = null,
    NodeState? State = null);
