namespace PhoneServicesProxy.Management.Api;

/// <summary>What kind of trouble a verdict is about; the first ones come first in every view.</summary>
public enum VerdictKind
{
    /// <summary>No node is left for a service that is up and may be asked.</summary>
    ServiceLost,

    /// <summary>A changed configuration is wrong: the last good one is in force, not the files on disk.</summary>
    ConfigurationRejected,

    /// <summary>A changed certificate is not in force: the one from before is better, or it cannot be used.</summary>
    CertificateWaits,

    /// <summary>The file of an API key cannot be used: the key from before counts, or none.</summary>
    KeyNotInForce,

    /// <summary>The audit log cannot be written. Orders are carried out, and stand in the gateway's own log.</summary>
    OrdersNotRecorded,

    /// <summary>All nodes that answer fail the same probe in the same way, and phones get what they answer: the probe or the application is wrong.</summary>
    ProbeWrong,

    /// <summary>A node is down where it ought to be up.</summary>
    NodeDown,

    /// <summary>A service is probed on no node: one that is dead is found by phones' presses alone.</summary>
    NotProbed,

    /// <summary>A node is drained or in maintenance, by an order or by the configuration.</summary>
    NodeState,

    /// <summary>An order about a node that the configuration does not name at present; it waits.</summary>
    OrderWaits,

    /// <summary>A new certificate is held back until it is in CallManager's tomcat-trust.</summary>
    CertificateHeldBack,

    /// <summary>Too few probes of a node are back to tell how it is.</summary>
    NotJudged,

    /// <summary>Pages have entries that bypass the gateway, because no route matches their path.</summary>
    EntriesUnrouted,

    /// <summary>The last audit found phones that lead past the gateway.</summary>
    PhonesBypass,
}
