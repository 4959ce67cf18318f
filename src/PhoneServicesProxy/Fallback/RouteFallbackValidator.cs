using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Fallback;

/// <summary>Checks the route metadata for the case that no node can answer: which pages are kept, and the target of the Retry key.</summary>
internal static class RouteFallbackValidator
{
    /// <summary>If a policy itself is wrong, settings that depend on it cannot be checked.</summary>
    private const string Policies = FailoverPolicyOptions.Section + ":*";

    private static readonly Dictionary<string, string> NoMetadata = [];

    public static void Validate(
        IReadOnlyList<RouteConfig> routes, IReadOnlyDictionary<string, FailoverPolicyOptions> policies, ErrorList errors)
    {
        foreach (var route in routes)
        {
            CheckScope(route);
            Check(route, RouteMetadata.FormRoute, form => WrongForm(form, routes, policies));
        }

        void CheckScope(RouteConfig route)
        {
            Check(route, RouteMetadata.LastGoodPage, scope => Enum.GetNames<LastGoodScope>().Contains(scope) ? null : "Write ByName, ByNameOrAddress or Never.");
            if (route.Metadata?.GetValueOrDefault(RouteMetadata.LastGoodPage) is { } kept && Enum.TryParse<LastGoodScope>(kept, out var scope) && scope != LastGoodScope.Never && WhyNotKept(route, policies, errors.Sources) is { } why)
            {
                errors.AddConflict(($"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{RouteMetadata.LastGoodPage}", kept), why,
                    "Only phone XML from routes that change nothing is kept. As LastGoodPage write Never, or give the route \"Expect\": \"PhoneXml\" and a FailoverPolicy with \"Replay\": \"Always\".", Policies);
            }
        }

        void Check(RouteConfig route, string name, Func<string, string?> remedy)
        {
            if (route.Metadata?.GetValueOrDefault(name) is { Length: > 0 } value && remedy(value) is { } wrong)
            {
                var key = $"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{name}";
                errors.Add(key, $"is \"{value}\". {wrong}", Policies);
            }
        }
    }

    /// <summary>Returns the setting that prevents the route's pages from being kept; null if there is none.</summary>
    private static (string Key, string Value)? WhyNotKept(
        RouteConfig route, IReadOnlyDictionary<string, FailoverPolicyOptions> policies, ConfigurationSources sources)
    {
        var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
        var metadata = route.Metadata ?? NoMetadata;
        if (metadata.GetValueOrDefault(RouteMetadata.Expect) is var expect && expect != nameof(Expectation.PhoneXml))
        {
            return ($"{key}:Metadata:{RouteMetadata.Expect}", expect ?? "");
        }

        return IsReadOnly(route, policies) || metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy) is not { } policy || !policies.TryGetValue(policy, out var failover)
            ? null
            : RouteChange.CauseOf(key, policy, failover, sources);
    }

    private static string? WrongForm(string form, IReadOnlyList<RouteConfig> routes, IReadOnlyDictionary<string, FailoverPolicyOptions> policies)
    {
        if (routes.FirstOrDefault(route => route.RouteId == form) is not { } target)
        {
            return KeySuggestion.For(form, routes.Select(route => route.RouteId));
        }

        var acceptsGet = target.Match.Methods is not { } methods || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);
        var hasOnePath = target.Match.Path is { } path && !path.Contains('{', StringComparison.Ordinal);
        return acceptsGet && hasOnePath && IsReadOnly(target, policies)
            ? null
            : "Name a route of one path, without braces, for GET, whose FailoverPolicy has \"Replay\": \"Always\".";
    }

    private static bool IsReadOnly(RouteConfig route, IReadOnlyDictionary<string, FailoverPolicyOptions> policies) =>
        (route.Metadata ?? NoMetadata).GetValueOrDefault(RouteMetadata.FailoverPolicy) is { } name
        && policies.TryGetValue(name, out var policy)
        && policy.Replay == Replay.Always;
}
