using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Fallback;

/// <summary>Checks what routes say for the time when no node can answer: whether pages are kept, and where the Retry key leads.</summary>
internal static class RouteFallbackValidator
{
    private const string Policies = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.FailoverPolicies)}";
    private static readonly Dictionary<string, string> NoMetadata = [];

    public static void Validate(
        IReadOnlyList<RouteConfig> routes, PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        // Where a policy is wrong in itself, what depends on it cannot be told.
        if (errors.Any(error => error.Key.StartsWith(Policies, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        foreach (var route in routes)
        {
            CheckScope(route);
            Check(route, RouteMetadata.FormRoute, form => WrongForm(form, routes, options));
        }

        void CheckScope(RouteConfig route)
        {
            Check(route, RouteMetadata.LastGoodPage, scope => Enum.GetNames<LastGoodScope>().Contains(scope) ? null : "Write ByName, ByNameOrAddress or Never.");
            if (route.Metadata?.GetValueOrDefault(RouteMetadata.LastGoodPage) is { } kept && Enum.TryParse<LastGoodScope>(kept, out var scope) && scope != LastGoodScope.Never && WhyNotKept(route, options, sources) is { } why)
            {
                errors.Add(SettingConflict.Of(sources, ($"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{RouteMetadata.LastGoodPage}", kept), why,
                    "Only phone XML that shows something is kept: as LastGoodPage write Never, or give the route \"Expect\": \"PhoneXml\" and a FailoverPolicy with \"Replay\": \"Always\"."));
            }
        }

        void Check(RouteConfig route, string name, Func<string, string?> remedy)
        {
            if (route.Metadata?.GetValueOrDefault(name) is { Length: > 0 } value && remedy(value) is { } wrong)
            {
                var key = $"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{name}";
                errors.Add(new(sources.Of(key), key, $"is \"{value}\". {wrong}"));
            }
        }
    }

    /// <summary>The setting that keeps the route's pages from being kept; null where none does.</summary>
    private static (string Key, string Value)? WhyNotKept(RouteConfig route, PhoneServicesOptions options, ConfigurationSources sources)
    {
        var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
        var metadata = route.Metadata ?? NoMetadata;
        if (metadata.GetValueOrDefault(RouteMetadata.Expect) is var expect && expect != nameof(Expectation.PhoneXml))
        {
            return ($"{key}:Metadata:{RouteMetadata.Expect}", expect ?? "");
        }

        return OnlyShows(route, options) || metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy) is not { } policy || !options.FailoverPolicies.TryGetValue(policy, out var failover)
            ? null
            : RouteMetadata.WhatMakesItChange(key, policy, failover, sources);
    }

    private static string? WrongForm(string form, IReadOnlyList<RouteConfig> routes, PhoneServicesOptions options)
    {
        if (routes.FirstOrDefault(route => route.RouteId == form) is not { } target)
        {
            return KeySuggestion.For(form, routes.Select(route => route.RouteId));
        }

        var canBeAsked = target.Match.Methods is not { } methods || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);
        var hasOnePath = target.Match.Path is { } path && !path.Contains('{', StringComparison.Ordinal);
        return canBeAsked && hasOnePath && OnlyShows(target, options)
            ? null
            : "Name a route of one path, without braces, for GET, whose FailoverPolicy has \"Replay\": \"Always\".";
    }

    private static bool OnlyShows(RouteConfig route, PhoneServicesOptions options) =>
        (route.Metadata ?? NoMetadata).GetValueOrDefault(RouteMetadata.FailoverPolicy) is { } name
        && options.FailoverPolicies.TryGetValue(name, out var policy)
        && policy.Replay == Replay.Always;
}
