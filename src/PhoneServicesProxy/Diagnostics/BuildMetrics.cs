using System.Diagnostics.Metrics;

namespace PhoneServicesProxy.Diagnostics;

internal sealed class BuildMetrics : IFeatureMetrics
{
    public BuildMetrics(IMeterFactory meters) => meters.CreateGatewayMeter().CreateObservableGauge(
        "phone_services.build.info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", GatewayVersion.Text)), "{gateway}", "The gateway's version.");
}
