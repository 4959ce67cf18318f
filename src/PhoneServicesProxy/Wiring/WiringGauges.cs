using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Wiring;

/// <summary>Reports how phones are wired, each time the metrics are read.</summary>
internal sealed class WiringGauges : IFeatureMetrics
{
    private readonly PhonesSeen _phones;
    private readonly LastAudit _audit;
    private readonly TimeProvider _time;

    public WiringGauges(IMeterFactory meters, PhonesSeen phones, UnroutedEntries entries, LastAudit audit, TimeProvider time)
    {
        (_phones, _audit, _time) = (phones, audit, time);
        var meter = meters.CreateGatewayMeter();
        meter.CreateObservableGauge("phone_services.phones", Phones, "{phone}", "Phones seen in the last day and week, by service.");
        meter.CreateObservableGauge("phone_services.entries.unrouted", () => entries.All.Count, "{path}", "Paths in pages of nodes that no route matches.");
        meter.CreateObservableGauge("phone_services.audit.phones", Audited, "{phone}", "Phones of the last audit, by result.");
        meter.CreateObservableGauge("phone_services.audit.age", Age, "s", "Time since the last audit.");
    }

    private IEnumerable<Measurement<int>> Phones() => _phones.Count().SelectMany(service => new Measurement<int>[]
    {
        new(service.Phones.Day, new("service", service.Service), new("window", "day")),
        new(service.Phones.Week, new("service", service.Service), new("window", "week")),
    });

    private IEnumerable<Measurement<int>> Audited() => _audit.Value is not var (_, findings)
        ? []
        :
        [
            Of(findings.Bypassing, "bypass"),
            Of(findings.Unrouted, "unrouted"),
            Of(findings.Asked - findings.Read, "unread"),
            Of(findings.Asked, "asked"),
        ];

    private IEnumerable<Measurement<double>> Age() => _audit.Value is var (at, _) ? [new((_time.GetUtcNow() - at).TotalSeconds)] : [];

    private static Measurement<int> Of(int phones, string result) => new(phones, new KeyValuePair<string, object?>("result", result));
}
