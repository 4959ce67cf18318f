using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Reports the status of every node.</summary>
internal sealed class NodesReporter(
    NodeTable nodes, CommonFaults faults, NodeDirectory directory, NodeOverrides overrides, CurrentConfiguration current, UsersReporter users,
    FilesOnDisk files, WiringReporter wiring, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public NodesReport Report()
    {
        NodeReport[] all =
        [
            .. nodes.Nodes
                .GroupBy(node => node.Destination.DestinationId, StringComparer.OrdinalIgnoreCase)
                .Select(group => Report(group.Key, [.. group.OrderBy(node => node.Cluster.ClusterId, StringComparer.Ordinal)]))
                .OrderBy(node => node.Priority)
                .ThenBy(node => node.Name, StringComparer.Ordinal),
        ];
        return new(time.GetUtcNow(), _started, users.Report(), VerdictsOf(all), all, GatewayVersion.Text);
    }

    /// <summary>The most important first: whole services, files that are not in force, nodes, notes.</summary>
    private VerdictReport[] VerdictsOf(NodeReport[] all)
    {
        var configuration = current.Value;
        var verdicts = Verdicts.Of(all, [.. faults.All], [.. ConfiguredService.Of(configuration.Routes, configuration.Clusters)]);
        return [.. verdicts.Concat(files.NotInForce()).Concat(files.CertificatesHeldBack()).Concat(files.OrdersThatWait(configuration)).Concat(wiring.Verdicts()).OrderBy(verdict => verdict.Kind)];
    }

    /// <summary>Services without a usable node.</summary>
    public IEnumerable<string> ServicesWithoutNode() => nodes.Nodes
        .GroupBy(node => node.Cluster.ClusterId)
        .Where(service => !service.Any(node => node.State != NodeCondition.Down && directory.Of(node.Destination).State != NodeState.Maintenance))
        .Select(service => service.Key)
        .Order(StringComparer.Ordinal);

    private NodeReport Report(string name, NodeHealth[] services)
    {
        var entry = directory.Of(services[0].Destination);
        var order = overrides.Of(name);
        return new(
            name,
            ShownAddress.Of(services[0].Destination.Model.Config.Address),
            entry.State,
            ConfiguredNodes.Find(current.Value, name)?.State ?? entry.State,
            OverrideReport.Of(name, order),
            entry.Priority,
            entry.Weight,
            entry.Load.InFlight,
            entry.Load.Waiting,
            entry.Load.Limit,
            [.. services.Select(service => Report(service, entry.State, order))])
        {
            Pool = NodePools.NameOf(services[0].Cluster.Model.Config) is { Length: > 0 } pool ? pool : null,
        };
    }

    private NodeServiceReport Report(NodeHealth node, NodeState state, NodeOverride? order)
    {
        var (since, cause, failure) = CauseOf(node);
        var status = StatusOf(node, state);
        return new(
            node.Cluster.ClusterId,
            status,
            node.State,
            nodes.IsStandby(node),
            node is { ProbeIsWrong: true, State: not NodeCondition.Down },
            state == NodeState.Maintenance && order is not null ? order.Since : since,
            status == NodeServiceStatus.NotProbed ? $"not judged: there is no health check; {ReportText.Of(Report(node.LastPress))}" : cause,
            failure is { } kind ? TagName.Of(kind) : null,
            node.Totals.Running,
            node.LastProbe is { } probe ? Report(probe) : null,
            new(node.Totals.Ok, node.Totals.Failed, node.Totals.Cancelled, node.Totals.GoodProbes, node.Totals.BadProbes, node.Totals.TimesDown))
        {
            LastPress = Report(node.LastPress),
            DownSince = node.State == NodeCondition.Down ? MissedSince(node) ?? node.Since : null,
        };
    }

    /// <summary>A standby node is missed since the active node was lost. If it has not been probed since, that is now.</summary>
    private DateTimeOffset? MissedSince(NodeHealth node) =>
        node.LastChange is { Standby: true } && !nodes.IsStandby(node) ? node.MissedSince ?? time.GetUtcNow() : null;

    private (DateTimeOffset Since, string? Cause, AttemptFailure? Failure) CauseOf(NodeHealth node)
    {
        var (change, note) = (node.LastChange, node.Note);
        if (node is { ProbeIsWrong: true, State: not NodeCondition.Down } && note?.Fault is { } fault)
        {
            return (note.Since, fault.Text, null);
        }

        // The cause may have changed since the node went down. Then the present cause has its own time.
        return node.State == NodeCondition.Down && change is not null
            ? (MissedSince(node) ?? change.At, change.Cause, change.Failure)
            : (node.Since, change?.Cause, null);
    }

    private NodeServiceStatus StatusOf(NodeHealth node, NodeState state) =>
        state == NodeState.Maintenance ? NodeServiceStatus.Maintenance
        : node.State == NodeCondition.Down ? nodes.IsStandby(node) ? NodeServiceStatus.Standby : NodeServiceStatus.Down
        : node.ProbeIsWrong ? NodeServiceStatus.ProbeWrong
        : node.State == NodeCondition.Up ? NodeServiceStatus.Up
        : node.Prober is null ? NodeServiceStatus.NotProbed
        : NodeServiceStatus.NotJudged;

    private static PressReport? Report(PressResult? press) => press is null ? null
        : press.Failure == AttemptFailure.None ? new(press.At, true, null, null)
        : new(press.At, false, TagName.Of(press.Failure), press.Reason);

    private static ProbeReport Report(ProbeResult probe)
    {
        var ok = probe.Failure == AttemptFailure.None;
        return new(probe.At, Math.Round(probe.Duration.TotalSeconds, 4), ok, ok ? null : TagName.Of(probe.Failure), ok ? null : probe.Reason);
    }
}
