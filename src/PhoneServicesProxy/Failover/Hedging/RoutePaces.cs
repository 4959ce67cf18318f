using System.Collections.Concurrent;

namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>Keeps what is known of each route, over reloads of the configuration.</summary>
internal sealed class RoutePaces(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RoutePace> _paces = new(StringComparer.OrdinalIgnoreCase);

    public RoutePace Of(string routeId) => _paces.GetOrAdd(routeId, static (_, time) => new RoutePace(time), time);
}
