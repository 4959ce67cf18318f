using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Checks that no page is shared that belongs to one phone.</summary>
internal static class IdlePageValidator
{
    private const string Key = IdlePageOptions.Section + ":";

    private static readonly string[] OfOnePhone = ["device", "devicename", "name", "userid", "password", "seq", "doLogout"];
    private static readonly string[] OfOneUser = ["Authorization", "Cookie", "Proxy-Authorization"];

    public static void Validate(
        IReadOnlyList<RouteConfig> routes,
        IdlePageOptions options,
        IReadOnlyDictionary<string, FailoverPolicyOptions> policies,
        ErrorList errors)
    {
        CheckList(nameof(IdlePageOptions.QueryParameters), options.QueryParameters, OfOnePhone);
        CheckList(nameof(IdlePageOptions.PhoneHeaders), options.PhoneHeaders, OfOneUser);
        foreach (var route in routes.Where(route => !string.IsNullOrEmpty(route.OutputCachePolicy)))
        {
            var policy = route.Metadata?.GetValueOrDefault(RouteMetadata.FailoverPolicy) ?? "";
            if (policies.TryGetValue(policy, out var failover) && failover.Replay != Replay.Always)
            {
                var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
                errors.AddConflict(($"{key}:{nameof(RouteConfig.OutputCachePolicy)}", route.OutputCachePolicy!), RouteChange.CauseOf(key, policy, failover, errors.Sources),
                    "Its requests may change something, and such a page is not shared: as OutputCachePolicy write \"\", or a FailoverPolicy with Replay Always.",
                    $"{FailoverPolicyOptions.Section}:{policy}:{nameof(FailoverPolicyOptions.Replay)}");
            }
        }

        void CheckList(string property, string names, string[] forbidden)
        {
            foreach (var name in forbidden.Where(name => CommaSeparated.Contains(names, name)))
            {
                Add(Key + property, $"holds \"{name}\", by which each phone or user has a page of its own. Leave it out.");
            }
        }

        void Add(string key, string message) => errors.Add(key, message);
    }
}
