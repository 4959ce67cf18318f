using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

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
