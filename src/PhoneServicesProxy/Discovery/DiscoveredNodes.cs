using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Adds discovered nodes to those in the configuration.</summary>
internal static class DiscoveredNodes
{
    public static GatewayConfiguration AddTo(GatewayConfiguration written, IReadOnlyList<DiscoveredNode> nodes)
    {
        if (nodes.Count == 0 || !written.Options.Get<DiscoveryOptions>().IsConfigured)
        {
            return written;
        }

        var all = new Dictionary<string, NodeOptions>(written.Options.Nodes, StringComparer.OrdinalIgnoreCase);
        var addresses = all.Values.Select(node => AuthorityOf(node.Address)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            var found = OptionsOf(node, written.Options.Get<DiscoveryOptions>());
            if (!all.ContainsKey(node.Name) && addresses.Add(AuthorityOf(found.Address)))
            {
                all.Add(node.Name, found);
            }
        }

        return written with { Options = written.Options.With(all), Clusters = [.. written.Clusters.Select(cluster => NodeDestinations.Replace(cluster, all))] };
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
