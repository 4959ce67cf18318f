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
    NodeTable nodes, CommonFaults faults, NodeDirectory directory, NodeOverrides overrides, CurrentConfiguration current, UsersReporter users, TimeProvider time)
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
        return new(time.GetUtcNow(), _started, users.Report(), Verdicts.Of(all, faults.All), all);
    }

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
        var (since, cause, failure) = CauseOf(node);
        return new(
            node.Cluster.ClusterId,
            node.State,
            nodes.IsStandby(node),
            node is { ProbeIsWrong: true, State: not NodeCondition.Down },
            since,
            cause,
            failure is { } kind ? TagValues.Of(kind) : null,
            node.Totals.Running,
            node.LastProbe is { } probe ? Report(probe) : null,
            new(node.Totals.Ok, node.Totals.Failed, node.Totals.Cancelled, node.Totals.GoodProbes, node.Totals.BadProbes, node.Totals.TimesDown));
    }

    /// <summary>The present cause, which need not be the one that took the node out: its time is the time of this one.</summary>
    private static (DateTimeOffset Since, string? Cause, AttemptFailure? Failure) CauseOf(NodeHealth node)
    {
        var (change, note) = (node.LastChange, node.Note);
        if (node is { ProbeIsWrong: true, State: not NodeCondition.Down } && note?.Fault is { } fault)
        {
            return (note.Since, fault.Text, null);
        }

        if (node.State != NodeCondition.Down || change is null)
        {
            return (node.Since, change?.Cause, null);
        }

        // One probe that fails in another way is no other trouble.
        var isAnother = node.ProbesFail && note is { Good: false, Count: > 1 } && note.Since > change.At && note.Failure != change.Failure;
        return isAnother ? (note!.Since, note.Reason ?? "the probe failed", note.Failure) : (node.Since, change.Cause, change.Failure);
    }

    private static ProbeReport Report(ProbeResult probe)
    {
        var ok = probe.Failure == AttemptFailure.None;
        return new(probe.At, Math.Round(probe.Duration.TotalSeconds, 4), ok, ok ? null : TagValues.Of(probe.Failure), ok ? null : probe.Reason);
    }
}
