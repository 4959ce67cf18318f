using PhoneServicesProxy.Health;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>Something that has happened.</summary>
/// <param name="Id">Counts up from the gateway's start.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Text">What has happened and why, in words.</param>
/// <param name="Node">The node that it is about; null for none.</param>
/// <param name="Service">The service that it is about; null for none, or all.</param>
/// <param name="Condition">What is known of the node from now on; null where it is not about that.</param>
/// <param name="State">What is in force for the node from now on; null where it is not about that.</param>
public sealed record GatewayEvent(
    long Id,
    DateTimeOffset At,
    GatewayEventKind Kind,
    string Text,
    string? Node = null,
    string? Service = null,
    NodeCondition? Condition = null,
    NodeState? State = null);
