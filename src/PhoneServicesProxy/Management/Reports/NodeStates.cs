using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Reports nodes that are drained, in maintenance, or activated by an order.</summary>
internal static class NodeStates
{
    /// <summary>Nodes with the same order at the same time are reported once.</summary>
    public static IEnumerable<VerdictReport> Of(IEnumerable<NodeReport> nodes) =>
        from node in nodes
        where node.State != NodeState.Active || node.Override is not null
        group node by (node.State, Cause: $"{SourceOf(node)}{WhileMaintained(node)}", Order: (node.Override?.Since.Ticks ?? 0) / Verdicts.Together.Ticks) into same
        let names = same.Select(node => node.Name).ToArray()
        select new VerdictReport(
            VerdictKind.NodeState, names.Length == 1 ? names[0] : null, [],
            $"{string.Join(", ", names)} {(names.Length == 1 ? "is" : "are")} {ReportText.Of(same.Key.State)}", null, same.Min(node => node.Override?.Since), same.Key.Cause);

    private static string SourceOf(NodeReport node) => node.Override is { } order
        ? $"ordered by {order.By}{(order.Reason is null ? "" : $" ({order.Reason})")}; the configuration says {ReportText.Of(node.ConfiguredState)}"
        : "set in the configuration";

    /// <summary>The health of a node in maintenance matters before it is activated.</summary>
    private static string WhileMaintained(NodeReport node)
    {
        NodeServiceReport[] down = [.. node.Services.Where(service => service is { Status: NodeServiceStatus.Maintenance, Condition: NodeCondition.Down, Standby: false })];
        return down.Length == 0
            ? ""
            : $". It is down for {ReportText.Where(down.Length, node.Services.Count) ?? string.Join(", ", down.Select(service => service.Service))}: {down.MinBy(service => service.Since)!.Why}";
    }
}
