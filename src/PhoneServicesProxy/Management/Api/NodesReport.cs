using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>Whether users notice anything, and the status of every node in every service.</summary>
/// <param name="At">The time of the report.</param>
/// <param name="StartedAt">The start of the gateway. Totals count from then.</param>
/// <param name="Users">The outcome of presses in the last minute.</param>
/// <param name="Verdicts">The current problems, those of whole services first; empty if there are none.</param>
/// <param name="Nodes">Every node, by name.</param>
/// <param name="Version">The gateway's version; null from a gateway older than this field.</param>
public sealed record NodesReport(
    DateTimeOffset At, DateTimeOffset StartedAt, UsersReport Users, IReadOnlyList<VerdictReport> Verdicts, IReadOnlyList<NodeReport> Nodes, string? Version = null);

/// <summary>One node.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Address">Scheme, host and port for requests. If services differ, those of the first service.</param>
/// <param name="State">The state in force: whether it gets requests.</param>
/// <param name="ConfiguredState">The state in the configuration.</param>
/// <param name="Override">The override of the configured state; null if there is none.</param>
/// <param name="Priority">Its tier: the lowest number is used first.</param>
/// <param name="Weight">Its share within the tier.</param>
/// <param name="InFlight">Requests in progress, over all services, with streaming answers.</param>
/// <param name="Waiting">Requests that wait because the node is at its limit.</param>
/// <param name="MaxConcurrentRequests">The most requests that it gets at once; 0 for no limit.</param>
/// <param name="Services">Its status in each service.</param>
public sealed record NodeReport(
    string Name,
    string Address,
    NodeState State,
    NodeState ConfiguredState,
    OverrideReport? Override,
    int Priority,
    int Weight,
    int InFlight,
    int Waiting,
    int MaxConcurrentRequests,
    IReadOnlyList<NodeServiceReport> Services)
{
    /// <summary>Its pool; null for a CallManager node.</summary>
    public string? Pool { get; init; }

    /// <summary>The state and its status in words.</summary>
    public string Text => ReportText.Of(this);
}

/// <summary>One node in one service.</summary>
/// <param name="Service">The service: its cluster's name.</param>
/// <param name="Status">Its status in one word.</param>
/// <param name="Condition">The result of probes and presses.</param>
/// <param name="Standby">True if it is down in a service where only one node at a time is active, and another one is. That is no fault.</param>
/// <param name="ProbeWrong">
/// True if all nodes that answer fail the same probe and phones get these answers. The node counts as up, and the probe or the application is wrong.
/// </param>
/// <param name="Since">The time since which the present cause applies.</param>
/// <param name="Cause">The cause in words; null before the first verdict.</param>
/// <param name="Failure">The kind of failure that took it down, as in metrics; null if it is not down.</param>
/// <param name="InFlight">Requests of this service in progress.</param>
/// <param name="LastProbe">The last finished probe; null if there was none.</param>
/// <param name="Totals">Its presses and probes since the start.</param>
public sealed record NodeServiceReport(
    string Service,
    NodeServiceStatus Status,
    NodeCondition Condition,
    bool Standby,
    bool ProbeWrong,
    DateTimeOffset Since,
    string? Cause,
    string? Failure,
    long InFlight,
    ProbeReport? LastProbe,
    NodeTotalsReport Totals)
{
    /// <summary>The last press there while no probe succeeded; null if there was none.</summary>
    public PressReport? LastPress { get; init; }

    /// <summary>The start of the outage, even if its cause has changed since; null if it is not down.</summary>
    internal DateTimeOffset? DownSince { get; init; }

    /// <summary>True if phones are sent there: it is not known to be down, and not in maintenance.</summary>
    internal bool IsLeft => Condition != NodeCondition.Down && Status != NodeServiceStatus.Maintenance && !FailsUnprobed;

    /// <summary>True if the service has no probe and the last press there failed.</summary>
    internal bool FailsUnprobed => Status == NodeServiceStatus.NotProbed && LastPress is { Ok: false };

    /// <summary>The cause and the kind of failure in words.</summary>
    internal string Why => Failure is null ? $"{Cause}" : $"{Cause} ({Failure})";
}

/// <summary>The status of a node in one service. It combines health and orders.</summary>
public enum NodeServiceStatus
{
    /// <summary>It answers as it should.</summary>
    Up,

    /// <summary>It is down and should be up.</summary>
    Down,

    /// <summary>It is down in a service where only one node at a time is active, and another one is. That is no fault.</summary>
    Standby,

    /// <summary>All nodes that answer fail the same probe, and phones get these answers. It counts as up.</summary>
    ProbeWrong,

    /// <summary>Too few probes have finished for a verdict.</summary>
    NotJudged,

    /// <summary>The service has no probe. Requests go there until they fail.</summary>
    NotProbed,

    /// <summary>It is in maintenance and gets no requests, even if its probes are good.</summary>
    Maintenance,
}

/// <summary>The result of a press at a node.</summary>
/// <param name="At">The end of the press.</param>
/// <param name="Ok">True if the answer was good.</param>
/// <param name="Failure">The kind of failure, as in metrics; null if there was none.</param>
/// <param name="Reason">The failure in words; null if there was none, or if the kind says it all.</param>
public sealed record PressReport(DateTimeOffset At, bool Ok, string? Failure, string? Reason);

/// <summary>A finished probe.</summary>
/// <param name="At">The time when it was sent.</param>
/// <param name="Seconds">Its duration.</param>
/// <param name="Ok">True if the answer was good.</param>
/// <param name="Failure">The kind of failure, as in metrics; null if there was none.</param>
/// <param name="Reason">The failure in words; null if there was none.</param>
public sealed record ProbeReport(DateTimeOffset At, double Seconds, bool Ok, string? Failure, string? Reason);

/// <summary>An order that overrides the configuration until it is cleared.</summary>
/// <param name="State">The ordered state.</param>
/// <param name="Since">The time of the order.</param>
/// <param name="Reason">The administrator's reason; null if none was given.</param>
/// <param name="By">The origin of the order.</param>
/// <param name="Clear">The request that ends the override.</param>
public sealed record OverrideReport(NodeState State, DateTimeOffset Since, string? Reason, string By, string Clear)
{
    internal static OverrideReport? Of(string node, NodeOverride? order) =>
        order is null ? null : new(order.State, order.Since, order.Reason, order.By, $"DELETE /api/nodes/{Uri.EscapeDataString(node)}/override");
}

/// <summary>The requests and probes of one node in one service, since the gateway started or the node got its present address.</summary>
/// <param name="Ok">Attempts whose page a phone got.</param>
/// <param name="Failed">Attempts that failed.</param>
/// <param name="Cancelled">Attempts that another one overtook, or that ended because the phone went away.</param>
/// <param name="GoodProbes">Probes with a good answer.</param>
/// <param name="BadProbes">Probes without a good answer.</param>
/// <param name="TimesDown">The number of times that it went down.</param>
public sealed record NodeTotalsReport(long Ok, long Failed, long Cancelled, long GoodProbes, long BadProbes, long TimesDown);

/// <summary>The outcome of presses in the last minute.</summary>
/// <param name="Losing">True if somebody got an error page or an old page.</param>
/// <param name="Text">The same in words.</param>
/// <param name="LastMinute">Key presses of the last 60 seconds by outcome.</param>
public sealed record UsersReport(bool Losing, string Text, PressCounts LastMinute);
