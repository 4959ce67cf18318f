using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks what routes refer to: their cluster, their failover policy, and the rest of our metadata.</summary>
internal static class RoutesValidator
{
    public static void Validate(
        IReadOnlyList<RouteConfig> routes,
        IReadOnlyList<ClusterConfig> clusters,
        PhoneServicesOptions options,
        ConfigurationSources sources,
        ICollection<ConfigurationError> errors)
    {
        foreach (var route in routes)
        {
            var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
            var metadata = route.Metadata ?? new Dictionary<string, string>();
            if (!clusters.Any(cluster => string.Equals(cluster.ClusterId, route.ClusterId, StringComparison.OrdinalIgnoreCase)))
            {
                Add($"{key}:ClusterId", route.ClusterId, KeySuggestion.For(route.ClusterId ?? "", clusters.Select(cluster => cluster.ClusterId)));
            }

            if (metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy) is not { } policy || !options.FailoverPolicies.ContainsKey(policy))
            {
                var name = metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy);
                Add($"{key}:Metadata:{RouteMetadata.FailoverPolicy}", name, KeySuggestion.For(name ?? "", options.FailoverPolicies.Keys));
            }

            if (metadata.GetValueOrDefault(RouteMetadata.Expect) is { } expect && !Enum.GetNames<Expectation>().Contains(expect))
            {
                Add($"{key}:Metadata:{RouteMetadata.Expect}", expect, "Write PhoneXml, PhonePage or Any.");
            }

            if (metadata.GetValueOrDefault(RouteMetadata.PageNumbers) is { Length: > 0 } set && !options.PageNumbers.ContainsKey(set))
            {
                Add($"{key}:Metadata:{RouteMetadata.PageNumbers}", set, KeySuggestion.For(set, options.PageNumbers.Keys));
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
                errors.Add(new(sources.Of($"{key}:Metadata:{unknown}"), $"{key}:Metadata:{unknown}",
                    "is not a known key. " + KeySuggestion.For(unknown, RouteMetadata.Names)));
            }
        }

        void Add(string key, string? value, string remedy) =>
            errors.Add(new(sources.Of(key), key, value is null ? $"is missing. {remedy}" : $"is \"{value}\". {remedy}"));
    }
}
