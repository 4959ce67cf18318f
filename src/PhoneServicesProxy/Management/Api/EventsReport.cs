using PhoneServicesProxy.Health;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The latest events, oldest first. The gateway keeps 2000 events in memory.</summary>
/// <param name="Events">The events.</param>
/// <param name="Forgotten">The number of older events that were dropped.</param>
public sealed record EventsReport(IReadOnlyList<GatewayEvent> Events, long Forgotten);

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

/// <summary>The kind of an event.</summary>
public enum GatewayEventKind
{
    /// <summary>The gateway has started.</summary>
    Started,

    /// <summary>A node went up or down in a service.</summary>
    NodeCondition,

    /// <summary>All nodes of a service began to fail its probe in the same way, or stopped doing so.</summary>
    CommonFault,

    /// <summary>One or several services have no usable node left.</summary>
    ServiceLost,

    /// <summary>A service has a usable node again.</summary>
    ServiceBack,

    /// <summary>The effect of a node's outage on users.</summary>
    Users,

    /// <summary>An order overrode a node's configured state.</summary>
    OverrideSet,

    /// <summary>A node has its configured state again.</summary>
    OverrideCleared,

    /// <summary>A changed configuration came into force.</summary>
    ConfigurationAccepted,

    /// <summary>A changed configuration was rejected. The last good one stays in force.</summary>
    ConfigurationRejected,

    /// <summary>A changed certificate is not in force: the previous one is better, or the new one cannot be used.</summary>
    CertificateWaits,

    /// <summary>A new certificate is held back until it is in CallManager's tomcat-trust.</summary>
    CertificateHeldBack,

    /// <summary>A changed certificate came into force.</summary>
    CertificateReplaced,

    /// <summary>A node's answer shows that CallManager is not set up for the gateway.</summary>
    Alarm,

    /// <summary>Overload began or ended.</summary>
    Overload,

    /// <summary>A watch of a phone began or ended.</summary>
    Watch,
}
