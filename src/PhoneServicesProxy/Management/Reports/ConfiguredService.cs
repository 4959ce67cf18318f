using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>A service as the configuration in force has it.</summary>
/// <param name="Name">The name of its cluster.</param>
/// <param name="IsProbed">Whether it has a health check.</param>
/// <param name="Nodes">How many nodes there are for it.</param>
internal sealed record ConfiguredService(string Name, bool IsProbed, int Nodes)
{
    /// <summary>Those that a phone can reach: a cluster without a route is no service.</summary>
    public static IEnumerable<ConfiguredService> Of(IEnumerable<RouteConfig> routes, IEnumerable<ClusterConfig> clusters)
    {
        var routed = routes.Select(route => route.ClusterId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return clusters
            .Where(cluster => routed.Contains(cluster.ClusterId))
            .OrderBy(cluster => cluster.ClusterId, StringComparer.Ordinal)
            .Select(cluster => new ConfiguredService(cluster.ClusterId, cluster.HealthCheck?.Active?.Enabled == true, cluster.Destinations?.Count ?? 0));
    }
}
