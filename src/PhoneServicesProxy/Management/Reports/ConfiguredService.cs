using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>A service in the current configuration.</summary>
/// <param name="Name">The name of its cluster.</param>
/// <param name="IsProbed">True if it has a health check.</param>
/// <param name="Nodes">The number of its nodes.</param>
internal sealed record ConfiguredService(string Name, bool IsProbed, int Nodes)
{
    /// <summary>Only clusters with a route, because phones cannot reach others.</summary>
    public static IEnumerable<ConfiguredService> Of(IEnumerable<RouteConfig> routes, IEnumerable<ClusterConfig> clusters)
    {
        var routed = routes.Select(route => route.ClusterId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return clusters
            .Where(cluster => routed.Contains(cluster.ClusterId))
            .OrderBy(cluster => cluster.ClusterId, StringComparer.Ordinal)
            .Select(cluster => new ConfiguredService(cluster.ClusterId, cluster.HealthCheck?.Active?.Enabled == true, cluster.Destinations?.Count ?? 0));
    }
}
