using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Checks that each cluster names a pool that exists, and no other nodes. A mistake would send presses to the wrong servers.</summary>
internal static class ClusterPoolsValidator
{
    private static readonly string[] Names = [ClusterMetadata.Title, ClusterMetadata.ExitUrl, NodePools.Metadata];

    /// <param name="routes">All routes.</param>
    /// <param name="clusters">All clusters, completed with their nodes.</param>
    /// <param name="pools">All pools.</param>
    /// <param name="errors">The list to which errors are added.</param>
    public static void Validate(IReadOnlyList<RouteConfig> routes, IReadOnlyList<ClusterConfig> clusters, NodePools pools, ErrorList errors)
    {
        foreach (var cluster in clusters)
        {
            var section = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}:Metadata";
            foreach (var unknown in (cluster.Metadata?.Keys ?? []).Where(name => KeySuggestion.IsNear(name, Names)))
            {
                errors.Add($"{section}:{unknown}", $"is not a known key. {KeySuggestion.For(unknown, Names)}");
            }

            var (key, name) = ($"{section}:{NodePools.Metadata}", NodePools.NameOf(cluster));
            if (pools.Find(name) is null)
            {
                errors.Add(key, $"is \"{name}\", but there is no such pool. {Remedy(name, pools)}", ErrorList.AnyUnreadFile, PoolOptions.Section, $"{PoolOptions.Section}:{name}:*");
            }
            else if (name.Length > 0 && NodeDestinations.HasOwn(cluster))
            {
                errors.Add(key, $"is \"{name}\", but the cluster has Destinations of its own: {string.Join(", ", cluster.Destinations!.Keys)}. Remove one of the two.");
            }
        }

        foreach (var route in routes.Where(route => route.Metadata?.ContainsKey(NodePools.Metadata) == true))
        {
            errors.Add($"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{NodePools.Metadata}",
                $"is \"{route.Metadata![NodePools.Metadata]}\", but a route has no pool. Write it into the Metadata of the route's cluster, {YarpSection.Name}:Clusters:{route.ClusterId}.");
        }
    }

    private static string Remedy(string name, NodePools pools) => pools.Others.Any()
        ? KeySuggestion.For(name, pools.Others.Select(pool => pool.Name))
        : $"Write one at {PoolOptions.Section}, or remove this to use the nodes of {NodeOptions.Section}.";
}
