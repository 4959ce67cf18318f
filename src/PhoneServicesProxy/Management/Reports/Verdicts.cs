using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>The problems of nodes and services: one verdict for each cause and time, so all views show the same.</summary>
internal static class Verdicts
{
    /// <summary>Services that fail for the same cause within this time count as one problem. Each service has its own probe schedule.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    /// <summary>Statuses and pages may differ between services. All failures without an answer are one problem, whatever their wording.</summary>
    private static readonly string[] Answers =
        [.. new[] { AttemptFailure.BadStatus, AttemptFailure.BadPage, AttemptFailure.IllFormedPage, AttemptFailure.ServiceBusy }.Select(TagName.Of)];

    /// <summary>The most severe first.</summary>
    public static IReadOnlyList<VerdictReport> Of(IReadOnlyList<NodeReport> nodes, IReadOnlyList<CommonFault> faults, IReadOnlyList<ConfiguredService> services) =>
    [
        .. LostServices.Of(nodes, faults, services),
        .. OfServedFaults(faults),
        .. nodes.SelectMany(node => OfNode(node, faults)),
        .. OfUnprobed(services, nodes),
        .. NodeStates.Of(nodes),
        .. OfUnjudged(nodes),
    ];

    private static IEnumerable<VerdictReport> OfServedFaults(IEnumerable<CommonFault> faults) => faults
        .Where(fault => fault.IsServed)
        .OrderBy(fault => fault.Cluster, StringComparer.Ordinal)
        .GroupBy(fault => fault.Cause)
        .Select(group => new VerdictReport(
            VerdictKind.ProbeWrong, null, [.. group.Select(fault => fault.Cluster)], group.Key.Subject, null, group.Min(fault => fault.Since), CommonFault.MeaningOf([.. group])));

    /// <summary>A fault that all nodes share is reported for the service, not for each node.</summary>
    private static IEnumerable<VerdictReport> OfNode(NodeReport node, IReadOnlyList<CommonFault> faults)
    {
        var open = node.Services
            .Where(service => service.Status == NodeServiceStatus.Down
                && !(Answers.Contains(service.Failure) && faults.Any(fault => !fault.IsServed && fault.Cluster == service.Service)))
            .OrderBy(service => service.Since)
            .ToList();
        if (IsDead(node, open))
        {
            yield return Down(node, open);
            yield break;
        }

        while (open is [var first, ..])
        {
            NodeServiceReport[] group = [.. open.Where(other => KeyOf(other) == KeyOf(first) && other.Since - first.Since <= Together)];
            open.RemoveAll(group.Contains);
            yield return Down(node, group);
        }
    }

    /// <summary>A node that stopped answering everywhere at one moment is one problem, even if services saw different failures.</summary>
    private static bool IsDead(NodeReport node, List<NodeServiceReport> down) =>
        down.Count == node.Services.Count && down.Count > 1 && down[^1].Since - down[0].Since <= Together && !down.Exists(service => Answers.Contains(service.Failure));

    /// <summary>Shows the most frequent failure, in its shortest wording.</summary>
    private static VerdictReport Down(NodeReport node, IReadOnlyCollection<NodeServiceReport> services) => new(
        VerdictKind.NodeDown,
        node.Name,
        [.. services.Select(service => service.Service).Order(StringComparer.Ordinal)],
        $"{node.Name} is DOWN for",
        ReportText.Where(services.Count, node.Services.Count),
        services.Min(service => service.Since),
        services.GroupBy(service => service.Failure).MaxBy(same => same.Count())!.MinBy(service => service.Cause?.Length)!.Why);

    private static (string? Failure, string? Cause) KeyOf(NodeServiceReport service) =>
        (service.Failure, Answers.Contains(service.Failure) ? service.Cause : null);

    private static IEnumerable<VerdictReport> OfUnprobed(IReadOnlyList<ConfiguredService> services, IReadOnlyList<NodeReport> nodes)
    {
        string[] unprobed = [.. services.Where(service => !service.IsProbed).Select(service => service.Name)];
        if (unprobed.Length > 0)
        {
            var failed = from node in nodes
                         from at in node.Services
                         where at.FailsUnprobed
                         group at.Service by (node.Name, Why: at.LastPress!.Reason ?? at.LastPress.Failure) into same
                         select $"Of {same.Key.Name}, the last press for {string.Join(", ", same)} failed ({same.Key.Why}). ";
            yield return new(
                VerdictKind.NotProbed, null, unprobed, "NOBODY PROBES", ReportText.Where(unprobed.Length, services.Count), null,
                $"a dead node is found only when presses fail there, and gets presses again after a while. {string.Concat(failed)}Write a HealthCheck under ReverseProxy:Clusters for {string.Join(", ", unprobed)}");
        }
    }

    private static IEnumerable<VerdictReport> OfUnjudged(IEnumerable<NodeReport> nodes) =>
        from node in nodes
        let services = node.Services.Where(service => service.Status == NodeServiceStatus.NotJudged).ToArray()
        where services.Length > 0
        group (Node: node, Services: services) by string.Join(' ', services.Select(service => service.Service)) into same
        let names = same.Select(entry => entry.Node.Name).ToArray()
        let first = same.First()
        select new VerdictReport(
            VerdictKind.NotJudged, names.Length == 1 ? names[0] : null, [.. first.Services.Select(service => service.Service)],
            $"{string.Join(", ", names)} {(names.Length == 1 ? "is" : "are")} NOT JUDGED yet for", ReportText.Where(first.Services.Length, first.Node.Services.Count),
            same.Min(entry => entry.Services.Min(service => service.Since)), "too few probes are back to tell");
}
