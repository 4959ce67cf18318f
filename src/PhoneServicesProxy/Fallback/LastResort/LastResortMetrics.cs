using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Fallback.LastResort;

internal sealed class LastResortMetrics : IFeatureMetrics
{
    private readonly Counter<long> _failures;

    public LastResortMetrics(IMeterFactory meters) =>
        _failures = meters.CreateGatewayMeter().CreateCounter<long>(
            "phone_services.gateway.failures", "{request}", "Requests that the gateway itself failed to handle; phones got an error page.");

    public void Begin(IReadOnlyCollection<string> services) => _failures.Add(0);

    public void Failed() => _failures.Add(1);
}
