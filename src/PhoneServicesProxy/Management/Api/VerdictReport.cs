namespace PhoneServicesProxy.Management.Api;

/// <summary>One problem with one cause. Every view shows the same words: headline, start, cause.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Node">The node; null if it concerns all.</param>
/// <param name="Services">The services concerned, by name; empty if it concerns all, or none.</param>
/// <param name="Subject">The beginning of the headline, such as "subscriber1 is DOWN for". The services follow.</param>
/// <param name="Where">The services in words, such as "all 10 services"; null if they are few enough to be named.</param>
/// <param name="Since">The start of the problem in the first service; null if it has no time.</param>
/// <param name="Cause">The cause in words, with the remedy unless that is obvious.</param>
public sealed record VerdictReport(
    VerdictKind Kind, string? Node, IReadOnlyList<string> Services, string Subject, string? Where, DateTimeOffset? Since, string Cause)
{
    /// <summary>The severity.</summary>
    public VerdictSeverity Severity => Kind switch
    {
        VerdictKind.ServiceLost => VerdictSeverity.Lost,
        <= VerdictKind.NodeDown => VerdictSeverity.Trouble,
        _ => VerdictSeverity.Note,
    };

    /// <summary>The problem without its start and cause.</summary>
    public string Headline => Where is null && Services.Count == 0 ? Subject : $"{Subject} {Where ?? string.Join(", ", Services)}";
}

/// <summary>The kind of problem. Views show them in this order.</summary>
public enum VerdictKind
{
    /// <summary>A service has no usable node left.</summary>
    ServiceLost,

    /// <summary>A changed configuration is wrong. The last good one stays in force.</summary>
    ConfigurationRejected,

    /// <summary>A changed certificate is not in force: the previous one is better, or the new one cannot be used.</summary>
    CertificateWaits,

    /// <summary>An API key's file cannot be used. The previous key stays valid, if there was one.</summary>
    KeyNotInForce,

    /// <summary>The audit log cannot be written. Orders are carried out, and recorded in the gateway's own log.</summary>
    OrdersNotRecorded,

    /// <summary>All nodes that answer fail the same probe in the same way, and phones get these answers. The probe or the application is wrong.</summary>
    ProbeWrong,

    /// <summary>A node is down and should be up.</summary>
    NodeDown,

    /// <summary>A service has no probe. A dead node is found only when presses fail there.</summary>
    NotProbed,

    /// <summary>A node is drained or in maintenance, by an order or by the configuration.</summary>
    NodeState,

    /// <summary>An order for a node that is not in the configuration now. It waits.</summary>
    OrderWaits,

    /// <summary>A new certificate is held back until it is in CallManager's tomcat-trust.</summary>
    CertificateHeldBack,

    /// <summary>Too few probes of a node have finished for a verdict.</summary>
    NotJudged,

    /// <summary>Pages have entries that bypass the gateway, because no route matches them.</summary>
    EntriesUnrouted,

    /// <summary>The last audit found phones that bypass the gateway.</summary>
    PhonesBypass,
}

/// <summary>The severity of a problem.</summary>
public enum VerdictSeverity
{
    /// <summary>Users notice, or will at the next press.</summary>
    Lost,

    /// <summary>Something is wrong, but users need not notice.</summary>
    Trouble,

    /// <summary>Nothing is wrong, but operators should know.</summary>
    Note,
}
