using System.Diagnostics.Metrics;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Fallback.LastResort;

/// <summary>Counts failures of the gateway itself.</summary>
internal sealed class LastResortMetrics
{
    private readonly Counter<long> _failures;

    public LastResortMetrics(IMeterFactory meters) =>
        _failures = meters.Create(GatewayMetrics.MeterName).CreateCounter<long>(
            "phone_services.gateway.failures", "{request}", "Requests that the gateway itself failed to handle; phones got an error page.");

    /// <summary>Lets the counter begin at 0: two readings of one that begins with its first event do not differ.</summary>
    public void Begin() => _failures.Add(0);

    public void Failed() => _failures.Add(1);
}
