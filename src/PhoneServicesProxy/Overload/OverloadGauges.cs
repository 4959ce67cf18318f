using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Overload;

/// <summary>Shows the current load whenever metrics are collected.</summary>
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
