using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Failover;

/// <summary>Shows each route's remaining hedging budget.</summary>
internal sealed class HedgeGauges : IFeatureMetrics
{
    private readonly RoutePolicies _policies;
    private readonly CurrentConfiguration _current;

    public HedgeGauges(IMeterFactory meters, RoutePolicies policies, CurrentConfiguration current)
    {
        (_policies, _current) = (policies, current);
        meters.CreateGatewayMeter().CreateObservableGauge(
            "phone_services.hedge.budget", new FadingGauge(Budgets).Observe, "{hedge}", "Hedges that a route may still make at the moment.");
    }

    private IEnumerable<Measurement<int>> Budgets()
    {
        foreach (var route in _current.Value.Routes)
        {
            var policy = _policies.Of(route.RouteId);
            if (policy.Options is { Replay: Replay.Always, Hedging.Enabled: true })
            {
                yield return new(
                    policy.RouteHedging.Budget.Left(policy.Options.Hedging.Budget),
                    new TagList { { "service", route.ClusterId }, { "route", route.RouteId } });
            }
        }
    }
}
