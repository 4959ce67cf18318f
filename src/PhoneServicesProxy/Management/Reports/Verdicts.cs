using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>What is wrong: one verdict for each cause and time, so that all views say the same.</summary>
internal static class Verdicts
{
    private const int FewServices = 4;

    /// <summary>Services that go down for the same reason within so long went down together: each is probed on a clock of its own.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    /// <summary>A status or page may differ from service to service; what is no answer is one and the same trouble however it is worded.</summary>
    private static readonly string[] Answers =
        [.. new[] { AttemptFailure.BadStatus, AttemptFailure.BadPage, AttemptFailure.IllFormedPage, AttemptFailure.ServiceBusy }.Select(TagValues.Of)];

    public static IReadOnlyList<VerdictReport> Of(IEnumerable<NodeReport> nodes, IEnumerable<CommonFault> faults) =>
        [.. OfFaults(faults), .. nodes.SelectMany(OfNode)];

    private static IEnumerable<VerdictReport> OfFaults(IEnumerable<CommonFault> faults) => faults
        .OrderBy(fault => fault.Cluster, StringComparer.Ordinal)
        .GroupBy(fault => (fault.Subject, fault.Meaning))
        .Select(group => new VerdictReport(
            group.First().IsServed ? VerdictKind.ProbeWrong : VerdictKind.ServiceFails,
            null,
            [.. group.Select(fault => fault.Cluster)],
            group.Key.Subject,
            null,
            group.Min(fault => fault.Since),
            group.Key.Meaning));

    private static IEnumerable<VerdictReport> OfNode(NodeReport node)
    {
        var open = node.Services.Where(service => service.IsMissed).OrderBy(service => service.Since).ToList();
        while (open is [var first, ..])
        {
            NodeServiceReport[] group = [.. open.Where(other => KeyOf(other) == KeyOf(first) && other.Since - first.Since <= Together)];
            open.RemoveAll(group.Contains);
            yield return new(
                VerdictKind.NodeDown,
                node.Name,
                [.. group.Select(service => service.Service).Order(StringComparer.Ordinal)],
                $"{node.Name} is DOWN for",
                Where(group.Length, node.Services.Count),
                first.Since,
                $"{first.Cause} ({first.Failure})");
        }
    }

    private static (string? Failure, string? Cause) KeyOf(NodeServiceReport service) =>
        (service.Failure, Answers.Contains(service.Failure) ? service.Cause : null);

    private static string? Where(int concerned, int all) =>
        concerned == all && all > 1 ? $"all {all} services"
        : concerned > FewServices ? $"{concerned} of {all} services"
        : null;
}
