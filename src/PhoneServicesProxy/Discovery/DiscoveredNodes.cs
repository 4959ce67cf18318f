using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Puts the nodes that were found beside those that the configuration names.</summary>
internal static class DiscoveredNodes
{
    public static GatewayConfiguration AddTo(GatewayConfiguration written, IReadOnlyList<DiscoveredNode> nodes)
    {
        if (nodes.Count == 0 || !written.Options.Discovery.IsConfigured)
        {
            return written;
        }

        var options = written.Root.GetSection(PhoneServicesOptions.Section).Get<PhoneServicesOptions>() ?? new();
        var addresses = options.Nodes.Values.Select(node => AuthorityOf(node.Address)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            var found = OptionsOf(node, options.Discovery);
            if (!options.Nodes.ContainsKey(node.Name) && addresses.Add(AuthorityOf(found.Address)))
            {
                options.Nodes.Add(node.Name, found);
            }
        }

        return written with { Options = options, Clusters = [.. written.Clusters.Select(cluster => NodeDestinations.Replace(cluster, options))] };
    }

    private static NodeOptions OptionsOf(DiscoveredNode node, DiscoveryOptions options)
    {
        var defaults = new NodeOptions();
        return new()
        {
            Address = node.UrlWith(options.Scheme),
            Priority = node.Priority ?? defaults.Priority,
            Weight = node.Weight ?? defaults.Weight,
            MaxConcurrentRequests = options.MaxConcurrentRequests,
            Aliases = [node.Host],
        };
    }

    private static string AuthorityOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.IdnHost}:{uri.Port}" : "";
}
