namespace PhoneServicesProxy.Management.Api;

/// <summary>What the engineer on call wants to know first: whether users notice, and how each node is in each service.</summary>
/// <param name="At">When this was so.</param>
/// <param name="StartedAt">When the gateway started; totals count from then.</param>
/// <param name="Users">What users saw in the last minute.</param>
/// <param name="Verdicts">What is wrong, the troubles of whole services first; empty where all is well.</param>
/// <param name="Nodes">Every node, by name.</param>
/// <param name="Version">The gateway's version; null from a gateway older than this field.</param>
public sealed record NodesReport(
    DateTimeOffset At, DateTimeOffset StartedAt, UsersReport Users, IReadOnlyList<VerdictReport> Verdicts, IReadOnlyList<NodeReport> Nodes, string? Version = null);
