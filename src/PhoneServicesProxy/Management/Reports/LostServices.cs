using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Finds services without a usable node: each node is down, in maintenance, or missing.</summary>
internal static class LostServices
{
    public static IEnumerable<VerdictReport> Of(IReadOnlyList<NodeReport> nodes, IReadOnlyList<CommonFault> faults, IReadOnlyList<ConfiguredService> services)
    {
        var open = services
            .Select(service => LostOf(service, nodes, faults.FirstOrDefault(fault => !fault.IsServed && fault.Cluster == service.Name)))
            .OfType<Lost>()
            .OrderBy(lost => lost.Since)
            .ToList();
        while (open is [var first, ..])
        {
            Lost[] group = [.. open.Where(other => other.Cause == first.Cause && (other.Since - first.Since ?? TimeSpan.Zero) <= Verdicts.Together)];
            open.RemoveAll(group.Contains);
            yield return new(
                first.IsServed ? VerdictKind.ProbeWrong : VerdictKind.ServiceLost, null, [.. group.Select(lost => lost.Service).Order(StringComparer.Ordinal)],
                first.IsServed ? "Presses get their pages, and every probe fails, for" : "NO NODE IS LEFT for",
                ReportText.Where(group.Length, services.Count), first.Since, CauseOf(group));
        }
    }

    private static Lost? LostOf(ConfiguredService service, IReadOnlyList<NodeReport> nodes, CommonFault? fault)
    {
        if (service.Nodes == 0)
        {
            return new(service.Name, null, "there is no node for it: the configuration names none, and neither does DNS");
        }

        var on = (from node in nodes from at in node.Services where at.Service == service.Name select (Node: node, At: at)).ToArray();
        if (on.Length == 0 || on.Any(entry => entry.At.IsLeft))
        {
            return null;
        }

        // A probe can be wrong. The outcome of presses since then is better evidence.
        var since = on.Max(entry => SinceOf(entry.Node, entry.At));
        return on.Any(entry => entry.At.LastPress is { Ok: true } press && press.At > since)
            ? new(service.Name, since, fault is null ? "its nodes fail their probes" : $"{fault.OfService}: ") { Fault = fault, After = ". The probe is wrong, or it asks for another page than phones do", IsServed = true }
            : on.All(entry => entry.At.FailsUnprobed) ? new(service.Name, since, UnprobedCause([.. on.Select(entry => entry.At.LastPress!)]))
            : LostOf(service.Name, since, [.. on.Select(entry => entry.Node)], fault);
    }

    private static string UnprobedCause(PressReport[] presses) =>
        $"nobody probes it, and the last press failed on {AllOf(presses.Length)} ({string.Join("; ", presses.Select(press => press.Reason ?? press.Failure).Distinct())})";

    /// <summary>Null for maintenance in the configuration, because its start is unknown.</summary>
    private static DateTimeOffset? SinceOf(NodeReport node, NodeServiceReport at) =>
        at.Status == NodeServiceStatus.NotProbed ? at.LastPress?.At
        : at.Status != NodeServiceStatus.Maintenance ? at.DownSince
        : at.DownSince is not { } down ? node.Override?.Since
        : node.Override is { Since: var ordered } && ordered < down ? ordered : down;

    private static Lost LostOf(string service, DateTimeOffset? since, NodeReport[] nodes, CommonFault? fault)
    {
        NodeReport[] maintained = [.. nodes.Where(node => node.State == NodeState.Maintenance)];
        var down = nodes.Length - maintained.Length;
        if (down == 0)
        {
            return new(service, since, $"{AllAre(nodes.Length)} in maintenance; phones get an old page or an error page. Activate one, such as {maintained[0].Name}");
        }

        var isDown = fault is not null ? $"{fault.OfService}: "
            : maintained.Length == 0 ? $"{AllAre(down)} down; each press is still tried at a node that is down"
            : $"{(down == 1 ? "the only other one is" : $"the other {down} are")} down; each press is still tried there";
        return new(service, since, maintained.Length == 0 ? isDown : $"{string.Join(", ", maintained.Select(node => node.Name))} in maintenance, {isDown}") { Fault = fault, After = fault?.Conclusion ?? "" };
    }

    /// <summary>A fault that services share is named once, with the paths of their probes.</summary>
    private static string CauseOf(Lost[] group) =>
        $"{group[0].Before}{(group[0].Fault is null ? "" : CommonFault.TextOf(group.Select(lost => lost.Fault!)))}{group[0].After}";

    private static string AllAre(int count) => $"{AllOf(count)} {(count == 1 ? "is" : "are")}";

    private static string AllOf(int count) => count switch
    {
        1 => "the only node",
        2 => "both nodes",
        _ => $"all {count} nodes",
    };

    /// <param name="Service">The service.</param>
    /// <param name="Since">The time when it lost its last node; null if unknown.</param>
    /// <param name="Before">The cause in words. If there is a fault, the text before it.</param>
    private sealed record Lost(string Service, DateTimeOffset? Since, string Before)
    {
        /// <summary>The fault that all its nodes share; null if there is none.</summary>
        public CommonFault? Fault { get; init; }

        /// <summary>The text after the fault.</summary>
        public string After { get; init; } = "";

        /// <summary>True if presses get pages although all probes fail.</summary>
        public bool IsServed { get; init; }

        public (bool, string, string?, string) Cause => (IsServed, Before, Fault?.Fault.What, After);
    }
}
