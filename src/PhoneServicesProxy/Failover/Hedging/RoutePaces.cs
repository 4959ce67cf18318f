using System.Collections.Concurrent;

namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>Keeps the pace of each route. It survives reloads.</summary>
internal sealed class RoutePaces(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RoutePace> _paces = new(StringComparer.OrdinalIgnoreCase);

    public RoutePace Of(string routeId) => _paces.GetOrAdd(routeId, static (_, time) => new RoutePace(time), time);
}
