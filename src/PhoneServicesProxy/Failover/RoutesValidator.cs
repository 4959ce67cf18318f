using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Failover;

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
            if (!IsWrong($"{YarpSection.Name}:Clusters", route.ClusterId) && !clusters.Any(cluster => string.Equals(cluster.ClusterId, route.ClusterId, StringComparison.OrdinalIgnoreCase)))
            {
                Add($"{key}:ClusterId", route.ClusterId, KeySuggestion.For(route.ClusterId ?? "", clusters.Select(cluster => cluster.ClusterId)));
            }

            var policy = metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy);
            if (string.IsNullOrEmpty(policy))
            {
                Add($"{key}:Metadata:{RouteMetadata.FailoverPolicy}", policy,
                    $"Without it nobody knows whether a second node may be asked. Write \"Read\" where a page only shows something, \"Login\" where a request changes something. Known are: {string.Join(", ", options.FailoverPolicies.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (!options.FailoverPolicies.ContainsKey(policy) && !IsWrong($"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.FailoverPolicies)}", policy))
            {
                Add($"{key}:Metadata:{RouteMetadata.FailoverPolicy}", policy, KeySuggestion.For(policy, options.FailoverPolicies.Keys));
            }

            if (metadata.GetValueOrDefault(RouteMetadata.OnlyQueryParameters) is { } only && only.AsSpan().IndexOfAny("&=?;") >= 0)
            {
                Add($"{key}:Metadata:{RouteMetadata.OnlyQueryParameters}", only, "Write names of parameters separated by commas, such as \"name, locale\".");
            }

            if (metadata.GetValueOrDefault(RouteMetadata.Expect) is { } expect && !Enum.GetNames<Expectation>().Contains(expect))
            {
                Add($"{key}:Metadata:{RouteMetadata.Expect}", expect, "Write PhoneXml, PhonePage, PlainText or Any.");
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

        // Then that is what there is to say.
        bool IsWrong(string section, string? name) => errors.Any(error =>
            error.Key.Equals(section, StringComparison.OrdinalIgnoreCase) || error.Key.Equals($"{section}:{name}", StringComparison.OrdinalIgnoreCase));

        void Add(string key, string? value, string remedy) =>
            errors.Add(new(sources.Of(key), key, value is null ? $"is missing. {remedy}" : $"is \"{value}\". {remedy}"));
    }
}
