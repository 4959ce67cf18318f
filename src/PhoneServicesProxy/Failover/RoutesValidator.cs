using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Failover;

/// <summary>Checks what routes refer to: their cluster, their failover policy, and the gateway's own metadata.</summary>
internal static class RoutesValidator
{
    public static void Validate(
        IReadOnlyList<RouteConfig> routes,
        IReadOnlyList<ClusterConfig> clusters,
        IReadOnlyDictionary<string, FailoverPolicyOptions> policies,
        IReadOnlyDictionary<string, Dictionary<string, PageNumberOptions>> pageNumbers,
        ErrorList errors)
    {
        foreach (var route in routes)
        {
            var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
            var metadata = route.Metadata ?? new Dictionary<string, string>();
            if (!clusters.Any(cluster => string.Equals(cluster.ClusterId, route.ClusterId, StringComparison.OrdinalIgnoreCase)))
            {
                Add($"{key}:ClusterId", route.ClusterId, KeySuggestion.For(route.ClusterId ?? "", clusters.Select(cluster => cluster.ClusterId)),
                    $"{YarpSection.Name}:Clusters", $"{YarpSection.Name}:Clusters:{route.ClusterId}");
            }

            var policy = metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy);
            if (string.IsNullOrEmpty(policy))
            {
                Add($"{key}:Metadata:{RouteMetadata.FailoverPolicy}", policy,
                    $"Without it the gateway cannot tell whether a second node may be asked. Write \"Read\" where a page only shows something, \"Login\" where a request changes something. Known are: {string.Join(", ", policies.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (!policies.ContainsKey(policy))
            {
                Add($"{key}:Metadata:{RouteMetadata.FailoverPolicy}", policy, KeySuggestion.For(policy, policies.Keys), FailoverPolicyOptions.Section, $"{FailoverPolicyOptions.Section}:{policy}");
            }

            if (metadata.GetValueOrDefault(RouteMetadata.OnlyQueryParameters) is { } only && only.AsSpan().IndexOfAny("&=?;") >= 0)
            {
                Add($"{key}:Metadata:{RouteMetadata.OnlyQueryParameters}", only, "Write names of parameters separated by commas, such as \"name, locale\".");
            }

            if (metadata.GetValueOrDefault(RouteMetadata.Expect) is { } expect && !Enum.GetNames<Expectation>().Contains(expect))
            {
                Add($"{key}:Metadata:{RouteMetadata.Expect}", expect, "Write PhoneXml, PhonePage, PlainText or Any.");
            }

            if (metadata.GetValueOrDefault(RouteMetadata.PageNumbers) is { Length: > 0 } set && !pageNumbers.ContainsKey(set))
            {
                Add($"{key}:Metadata:{RouteMetadata.PageNumbers}", set, KeySuggestion.For(set, pageNumbers.Keys), PageNumberOptions.Section, $"{PageNumberOptions.Section}:{set}");
            }

            foreach (var name in (string[])[RouteMetadata.RewriteUrls, RouteMetadata.NeedsSession])
            {
                if (metadata.GetValueOrDefault(name) is { } value && !bool.TryParse(value, out _))
                {
                    Add($"{key}:Metadata:{name}", value, "Write true or false.");
                }
            }

            foreach (var unknown in metadata.Keys.Where(name => KeySuggestion.IsNear(name, RouteMetadata.Names)))
            {
                errors.Add($"{key}:Metadata:{unknown}",
                    "is not a known key. " + KeySuggestion.For(unknown, RouteMetadata.Names));
            }
        }

        void Add(string key, string? value, string remedy, params string[] unlessWrong) =>
            errors.Add(key, value is null ? $"is missing. {remedy}" : $"is \"{value}\". {remedy}", unlessWrong);
    }
}
