using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>One node.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Address">Scheme, host and port that requests go to; the one of the first service where services differ.</param>
/// <param name="State">What is in force for it: whether it takes requests.</param>
/// <param name="ConfiguredState">What the configuration says.</param>
/// <param name="Override">The order that stands above the configuration; null where there is none.</param>
/// <param name="Priority">Its tier: the lowest number is used first.</param>
/// <param name="Weight">Its share within the tier.</param>
/// <param name="InFlight">Requests that it is working on, over all services, streaming answers included.</param>
/// <param name="Waiting">Requests that wait for a place at it.</param>
/// <param name="MaxConcurrentRequests">How many it is given at once; 0 for no limit.</param>
/// <param name="Services">How it is in each service.</param>
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
    /// <summary>The pool that it belongs to; null for a CallManager node.</summary>
    public string? Pool { get; init; }

    /// <summary>How it is, in words: what is in force for it, and how it stands in its services.</summary>
    public string Text => ReportText.Of(this);
}
