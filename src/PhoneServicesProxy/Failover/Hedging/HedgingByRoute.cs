using System.Collections.Concurrent;

namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>Keeps the hedging of each route: its response times and its budget survive reloads.</summary>
internal sealed class HedgingByRoute(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RouteHedging> _routes = new(StringComparer.OrdinalIgnoreCase);

    public RouteHedging Of(string routeId) => _routes.GetOrAdd(routeId, static (_, time) => new RouteHedging(time), time);
}
