using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Overload;

/// <summary>How much there is to do at the moment, each time that somebody asks.</summary>
internal sealed class OverloadGauges : IFeatureMetrics
{
    public OverloadGauges(IMeterFactory meters, ConnectionLimit connections, LoadShedder shedder)
    {
        var meter = meters.CreateGatewayMeter();
        meter.CreateObservableUpDownCounter("phone_services.connections", () => connections.Count, "{connection}", "Open connections of phones.");
        meter.CreateObservableUpDownCounter("phone_services.active_requests", () => shedder.InFlight, "{request}", "Presses in flight.");
        meter.CreateObservableGauge("phone_services.dispatch.delay", () => shedder.Delay.TotalSeconds, "s", "How long work waits for a thread.");
    }
}
