using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Discovery;

/// <summary>Reports the last result of DNS each time the metrics are read.</summary>
internal sealed class DiscoveryGauges : IFeatureMetrics
{
    public DiscoveryGauges(IMeterFactory meters, NodeDiscovery discovery, TimeProvider time)
    {
        var meter = meters.CreateGatewayMeter();
        meter.CreateObservableGauge("phone_services.discovery.nodes", Nodes, "{node}", "Nodes of a name in DNS that are in use.");
        meter.CreateObservableGauge("phone_services.discovery.age", Ages, "s", "Time since the last good lookup.");

        IEnumerable<Measurement<int>> Nodes() => discovery.Sources.Select(source => new Measurement<int>(source.Nodes.Count, DiscoveryMetrics.TagsOf(source.Source)));

        IEnumerable<Measurement<double>> Ages() =>
            from source in discovery.Sources
            where source.LastGood is not null
            select new Measurement<double>((time.GetUtcNow() - source.LastGood!.Value).TotalSeconds, DiscoveryMetrics.TagsOf(source.Source));
    }
}
