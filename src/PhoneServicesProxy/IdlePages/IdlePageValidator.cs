using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Checks that pages for one phone or one user are not shared.</summary>
internal static class IdlePageValidator
{
    private const string Key = IdlePageOptions.Section + ":";

    private static readonly string[] PhoneParameters = ["device", "devicename", "name", "userid", "password", "seq", "doLogout"];
    private static readonly string[] UserHeaders = ["Authorization", "Cookie", "Proxy-Authorization"];

    public static void Validate(
        IReadOnlyList<RouteConfig> routes,
        IdlePageOptions options,
        IReadOnlyDictionary<string, FailoverPolicyOptions> policies,
        ErrorList errors)
    {
        CheckList(nameof(IdlePageOptions.QueryParameters), options.QueryParameters, PhoneParameters);
        CheckList(nameof(IdlePageOptions.PhoneHeaders), options.PhoneHeaders, UserHeaders);
        foreach (var route in routes.Where(route => !string.IsNullOrEmpty(route.OutputCachePolicy)))
        {
            var policy = route.Metadata?.GetValueOrDefault(RouteMetadata.FailoverPolicy) ?? "";
            if (policies.TryGetValue(policy, out var failover) && failover.Replay != Replay.Always)
            {
                var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
                errors.AddConflict(($"{key}:{nameof(RouteConfig.OutputCachePolicy)}", route.OutputCachePolicy!), RouteChange.CauseOf(key, policy, failover, errors.Sources),
                    "Its requests may change something, and such pages are not shared. As OutputCachePolicy write \"\", or a FailoverPolicy with Replay Always.",
                    $"{FailoverPolicyOptions.Section}:{policy}:{nameof(FailoverPolicyOptions.Replay)}");
            }
        }

        void CheckList(string property, string names, string[] forbidden)
        {
            foreach (var name in forbidden.Where(name => CommaSeparated.Contains(names, name)))
            {
                Add(Key + property, $"holds \"{name}\", which differs for each phone or user. Leave it out.");
            }
        }

        void Add(string key, string message) => errors.Add(key, message);
    }
}
