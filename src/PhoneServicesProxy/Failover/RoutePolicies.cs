using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Failover;

/// <summary>Finds the policy of a route in the current configuration.</summary>
internal sealed class RoutePolicies(CurrentConfiguration current, FailoverPipelines pipelines, HedgingByRoute hedging, ParameterPolicyFactory parameters)
{
    private readonly ConditionalWeakTable<GatewayConfiguration, Dictionary<string, RoutePolicy>> _byConfiguration = [];

    public RoutePolicy Of(string routeId)
    {
        var configuration = current.Value;
        var policies = _byConfiguration.TryGetValue(configuration, out var built) ? built : _byConfiguration.GetValue(configuration, Build);

        // A route that a reload has just removed finishes its press under the strictest rules.
        return policies.TryGetValue(routeId, out var policy) ? policy : Strictest(routeId);
    }

    private Dictionary<string, RoutePolicy> Build(GatewayConfiguration configuration)
    {
        var built = configuration.Options.Get<Dictionary<string, FailoverPolicyOptions>>().ToDictionary(
            pair => pair.Key, pair => (Options: pair.Value, Pipeline: pipelines.Build(pair.Value)), StringComparer.OrdinalIgnoreCase);
        var numbers = configuration.Options.Get<Dictionary<string, Dictionary<string, PageNumberOptions>>>().ToDictionary(
            pair => pair.Key, pair => new PageNumberSet(pair.Value), StringComparer.OrdinalIgnoreCase);
        var rewriting = RewriteRules.Of(configuration, parameters);
        var marks = SessionMarks.Of(configuration.Options.Nodes, configuration.Clusters);
        return configuration.Routes.ToDictionary(route => route.RouteId, route =>
        {
            var (options, pipeline) = built[route.Metadata![RouteMetadata.FailoverPolicy]];
            var expect = Enum.TryParse(route.Metadata.GetValueOrDefault(RouteMetadata.Expect), out Expectation expectation) ? expectation : Expectation.Any;
            var set = route.Metadata.GetValueOrDefault(RouteMetadata.PageNumbers);
            return new RoutePolicy(options, expect, pipeline, hedging.Of(route.RouteId))
            {
                PageNumbers = string.IsNullOrEmpty(set) ? null : numbers[set],
                Rewriting = IsFalse(route, RouteMetadata.RewriteUrls) ? null : rewriting,
                Marks = marks,
                NeedsSession = !IsFalse(route, RouteMetadata.NeedsSession),
                LastGood = Enum.TryParse(route.Metadata.GetValueOrDefault(RouteMetadata.LastGoodPage), out LastGoodScope scope) ? scope : default,
            };
        });
    }

    private static bool IsFalse(RouteConfig route, string name) => bool.TryParse(route.Metadata?.GetValueOrDefault(name), out var wanted) && !wanted;

    private RoutePolicy Strictest(string routeId)
    {
        var options = new FailoverPolicyOptions();
        return new RoutePolicy(options, Expectation.PlainText, pipelines.Build(options), hedging.Of(routeId))
        {
            Rewriting = RewriteRules.Of(current.Value, parameters),
            Marks = SessionMarks.Of(current.Options.Nodes, current.Value.Clusters),
        };
    }
}
