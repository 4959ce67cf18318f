using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Checks that nothing is shared that is one phone's own.</summary>
internal static class IdlePageValidator
{
    private const string Key = PhoneServicesOptions.Section + ":IdlePage:";

    private static readonly string[] OfOnePhone = ["device", "devicename", "name", "userid", "password", "seq", "doLogout"];
    private static readonly string[] OfOneUser = ["Authorization", "Cookie", "Proxy-Authorization"];

    public static void Validate(
        IReadOnlyList<RouteConfig> routes,
        PhoneServicesOptions options,
        ConfigurationSources sources,
        ICollection<ConfigurationError> errors)
    {
        CheckList(nameof(IdlePageOptions.QueryParameters), options.IdlePage.QueryParameters, OfOnePhone);
        CheckList(nameof(IdlePageOptions.PhoneHeaders), options.IdlePage.PhoneHeaders, OfOneUser);
        foreach (var route in routes.Where(route => !string.IsNullOrEmpty(route.OutputCachePolicy)))
        {
            var policy = route.Metadata?.GetValueOrDefault(RouteMetadata.FailoverPolicy) ?? "";
            if (options.FailoverPolicies.TryGetValue(policy, out var failover) && failover.Replay != Replay.Always && !IsWrong(policy))
            {
                var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
                errors.Add(SettingConflict.Of(
                    sources, ($"{key}:{nameof(RouteConfig.OutputCachePolicy)}", route.OutputCachePolicy!), RouteMetadata.WhatMakesItChange(key, policy, failover, sources),
                    "Its requests may change something, and such a page is not shared: as OutputCachePolicy write \"\", or a FailoverPolicy with Replay Always."));
            }
        }

        void CheckList(string property, string names, string[] forbidden)
        {
            foreach (var name in forbidden.Where(name => CommaSeparated.Contains(names, name)))
            {
                Add(Key + property, $"holds \"{name}\", by which each phone or user has a page of its own. Leave it out.");
            }
        }

        // Then that is what there is to say.
        bool IsWrong(string policy) => errors.Any(error => error.Key.Equals(
            $"{PhoneServicesOptions.Section}:FailoverPolicies:{policy}:{nameof(FailoverPolicyOptions.Replay)}",
            StringComparison.OrdinalIgnoreCase));

        void Add(string key, string message) => errors.Add(new(sources.Of(key), key, message));
    }
}
