using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Gathers what is known of every node.</summary>
internal sealed class NodesReporter(
    NodeTable nodes, NodeDirectory directory, NodeOverrides overrides, CurrentConfiguration current, UsersReporter users, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public NodesReport Report() => new(
        time.GetUtcNow(),
        _started,
        users.Report(),
        [
            .. nodes.Nodes
                .GroupBy(node => node.Destination.DestinationId, StringComparer.OrdinalIgnoreCase)
                .Select(group => Report(group.Key, [.. group.OrderBy(node => node.Cluster.ClusterId, StringComparer.Ordinal)]))
                .OrderBy(node => node.Priority)
                .ThenBy(node => node.Name, StringComparer.Ordinal),
        ]);

    /// <summary>Services for which no node is up that may be asked.</summary>
    public IEnumerable<string> ServicesWithoutNode() => nodes.Nodes
        .GroupBy(node => node.Cluster.ClusterId)
        .Where(service => !service.Any(node => node.State != NodeCondition.Down && directory.Of(node.Destination).State != NodeState.Maintenance))
        .Select(service => service.Key)
        .Order(StringComparer.Ordinal);

    private NodeReport Report(string name, NodeHealth[] services)
    {
        var entry = directory.Of(services[0].Destination);
        return new(
            name,
            PublicAddress.Of(services[0].Destination.Model.Config.Address),
            entry.State,
            ConfiguredNodes.Find(current.Value, name)?.State ?? entry.State,
            OverrideReport.Of(name, overrides.Of(name)),
            entry.Priority,
            entry.Weight,
            entry.Load.InFlight,
            entry.Load.Waiting,
            entry.Load.Limit,
            [.. services.Select(Report)]);
    }

    private NodeServiceReport Report(NodeHealth node)
    {
        var change = node.LastChange;
        return new(
            node.Cluster.ClusterId,
            node.State,
            nodes.IsStandby(node),
            node.Since,
            change?.Cause,
            node.State == NodeCondition.Down && change is not null ? TagValues.Of(change.Failure) : null,
            node.Totals.Running,
            node.LastProbe is { } probe ? Report(probe) : null,
            new(node.Totals.Ok, node.Totals.Failed, node.Totals.Cancelled, node.Totals.GoodProbes, node.Totals.BadProbes, node.Totals.TimesDown));
    }

    private static ProbeReport Report(ProbeResult probe)
    {
        var ok = probe.Failure == AttemptFailure.None;
        return new(probe.At, Math.Round(probe.Duration.TotalSeconds, 4), ok, ok ? null : TagValues.Of(probe.Failure), ok ? null : probe.Reason);
    }
}
