using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Reports the outcomes of presses for each service, second by second.</summary>
internal sealed class ServicesReporter(PressHistory history, CurrentConfiguration current)
{
    private const int Minute = 60;

    public ServicesReport Report()
    {
        var to = history.Now - 1;
        var from = to - PressHistory.Seconds + 2;
        var known = history.Services.ToDictionary(service => service.Key, service => service.Value, StringComparer.OrdinalIgnoreCase);
        var names = current.Value.Clusters.Select(cluster => cluster.ClusterId).Union(known.Keys.Where(name => name != GatewayMeter.NoService), StringComparer.OrdinalIgnoreCase);
        return new(from, to, [.. names.Order(StringComparer.Ordinal).Select(name => Report(name, known.GetValueOrDefault(name) ?? new(), from, to))]);
    }

    /// <summary>Reports a complete second.</summary>
    public SecondReport ReportSecond(long second) => new(
        second,
        [
            .. history.Services
                .Select(service => (service.Key, Sum: service.Value.Sum(second, second)))
                .Where(service => service.Sum.Counts.Any(count => count > 0))
                .OrderBy(service => service.Key, StringComparer.Ordinal)
                .Select(service => new ServiceSecond(service.Key, UsersReporter.CountsOf(service.Sum))),
        ]);

    private ServiceReport Report(string name, ServiceHistory service, long from, long to)
    {
        var seconds = new List<OutcomeCounts>();
        for (var second = from; second <= to; second++)
        {
            seconds.Add(service.Sum(second, second));
        }

        return new(
            name,
            TitleOf(name),
            UsersReporter.CountsOf(service.Totals),
            UsersReporter.CountsOf(service.Sum(history.Now - Minute + 1, history.Now)),
            Each(PressOutcome.Ok, PressOutcome.FailedOver, PressOutcome.Hedged),
            Each(PressOutcome.FailedOver),
            Each(PressOutcome.Hedged),
            Each(PressOutcome.StalePage, PressOutcome.ErrorPage, PressOutcome.Busy, PressOutcome.NotLetIn));

        long[] Each(params PressOutcome[] outcomes) => [.. seconds.Select(counts => outcomes.Sum(outcome => counts[outcome]))];
    }

    private string TitleOf(string service) =>
        current.Value.Clusters
            .FirstOrDefault(cluster => cluster.ClusterId.Equals(service, StringComparison.OrdinalIgnoreCase))?
            .Metadata?.GetValueOrDefault(ClusterMetadata.Title) ?? service;
}
