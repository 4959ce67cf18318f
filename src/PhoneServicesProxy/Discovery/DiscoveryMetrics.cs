using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Discovery;

internal sealed class DiscoveryMetrics(IMeterFactory meters) : IFeatureMetrics
{
    private readonly Counter<long> _lookups = meters.CreateGatewayMeter().CreateCounter<long>(
        "phone_services.discovery.lookups", "{lookup}", "Lookups of names of nodes, by result.");

    public void LookedUp(DiscoverySource source, LookupFailure failure) =>
        _lookups.Add(1, [.. TagsOf(source), new("outcome", failure == LookupFailure.None ? "ok" : "failed"), new("reason", TagName.Of(failure))]);

    /// <summary>Two pools may take their nodes from the same name, at different ports.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> TagsOf(DiscoverySource source) =>
        source.Pool.Length == 0 ? [new("name", source.Name)] : [new("name", source.Name), new("pool", source.Pool)];
}
