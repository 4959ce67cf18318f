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
