namespace PhoneServicesProxy.Management.Api;

/// <summary>What kind of thing has happened.</summary>
public enum GatewayEventKind
{
    /// <summary>The gateway has started.</summary>
    Started,

    /// <summary>A node went up or down in a service.</summary>
    NodeCondition,

    /// <summary>All nodes of a service began to fail its probe in the same way, or do so no more.</summary>
    CommonFault,

    /// <summary>No node is left for one or several services that is up and may be asked.</summary>
    ServiceLost,

    /// <summary>A service that had no node left has one again.</summary>
    ServiceBack,

    /// <summary>What users saw of a node that went down, or is back.</summary>
    Users,

    /// <summary>An order overrides the configuration for a node.</summary>
    OverrideSet,

    /// <summary>The configuration counts again for a node.</summary>
    OverrideCleared,

    /// <summary>A changed configuration was taken over.</summary>
    ConfigurationAccepted,

    /// <summary>A changed configuration was wrong; the last good one stays.</summary>
    ConfigurationRejected,

    /// <summary>A changed certificate is not in force: the one from before is better, or it cannot be used.</summary>
    CertificateWaits,

    /// <summary>A new certificate is held back until it is in CallManager's tomcat-trust.</summary>
    CertificateHeldBack,

    /// <summary>A changed certificate was taken over.</summary>
    CertificateReplaced,

    /// <summary>A node says that CallManager is not set up for the gateway.</summary>
    Alarm,

    /// <summary>There are more presses than can be served, or no more.</summary>
    Overload,

    /// <summary>Somebody began to watch a phone, or a watch has ended.</summary>
    Watch,
}
