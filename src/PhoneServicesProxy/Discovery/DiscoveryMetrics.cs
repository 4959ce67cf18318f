using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Discovery;

internal sealed class DiscoveryMetrics(IMeterFactory meters) : IFeatureMetrics
{
    private readonly Counter<long> _lookups = meters.CreateGatewayMeter().CreateCounter<long>(
        "phone_services.discovery.lookups", "{lookup}", "Names looked up for their nodes, by what came of it.");

    public void LookedUp(string name, LookupFailure failure) =>
        _lookups.Add(1, new("name", name), new("outcome", failure == LookupFailure.None ? "ok" : "failed"), new("reason", TagName.Of(failure)));
}
