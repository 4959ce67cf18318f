using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.Metrics;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Telemetry;

/// <summary>What the gateway says of itself at the moment, each time that somebody asks.</summary>
internal sealed class GatewayGauges(
    RoutePolicies policies, CurrentConfiguration current, PageMemory lastGood, IdlePageMemory idle, NodeDiscovery discovery, ConnectionLimit connections, LoadShedder shedder,
    TimeProvider time)
{
    public void Register(Meter meter)
    {
        meter.CreateObservableGauge("phone_services.hedge.budget", new FadingGauge(Budgets).Observe, "{hedge}", "Hedges that a route may still make at the moment.");
        meter.CreateObservableUpDownCounter("phone_services.cache.pages", () => Of(lastGood.Count, idle.Count), "{page}", "Pages that are kept in memory.");
        meter.CreateObservableUpDownCounter("phone_services.cache.size", () => Of(lastGood.Bytes, idle.Bytes), "By", "What they take.");
        meter.CreateObservableUpDownCounter("phone_services.connections", () => connections.Count, "{connection}", "Open connections of phones.");
        meter.CreateObservableUpDownCounter("phone_services.active_requests", () => shedder.InFlight, "{request}", "Presses in flight.");
        meter.CreateObservableGauge("phone_services.dispatch.delay", () => shedder.Delay.TotalSeconds, "s", "How long work waits for a thread.");
        meter.CreateObservableGauge("phone_services.discovery.nodes", DiscoveredNodes, "{node}", "Nodes of a name in DNS that are in use.");
        meter.CreateObservableGauge("phone_services.discovery.age", DiscoveryAges, "s", "Time since DNS last gave them.");
    }

    private IEnumerable<Measurement<int>> DiscoveredNodes() =>
        discovery.Sources.Select(source => new Measurement<int>(source.Nodes.Count, new TagList { { "name", source.Source.Name } }));

    private IEnumerable<Measurement<double>> DiscoveryAges() =>
        discovery.Sources.Where(source => source.LastGood is not null)
            .Select(source => new Measurement<double>((time.GetUtcNow() - source.LastGood!.Value).TotalSeconds, new TagList { { "name", source.Source.Name } }));

    private IEnumerable<Measurement<int>> Budgets()
    {
        foreach (var route in current.Value.Routes)
        {
            var policy = policies.Of(route.RouteId);
            if (policy.Options is { Replay: Replay.Always, Hedging.Enabled: true })
            {
                yield return new(
                    policy.Pace.Budget.Left(policy.Options.Hedging.Budget),
                    new TagList { { "service", route.ClusterId }, { "route", route.RouteId } });
            }
        }
    }

    private static Measurement<long>[] Of(long ofLastGood, long ofIdle) =>
    [
        new(ofLastGood, new KeyValuePair<string, object?>("cache", TagValues.LastGoodPages)),
        new(ofIdle, new KeyValuePair<string, object?>("cache", TagValues.IdlePages)),
    ];
}
