using System.Globalization;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>Adds the nodes of its pool to every cluster that has no destinations of its own.</summary>
internal static class NodeDestinations
{
    public const string Priority = "Priority";
    public const string Weight = "Weight";
    public const string State = "State";
    public const string MaxConcurrentRequests = "MaxConcurrentRequests";

    public static ClusterConfig Complete(ClusterConfig cluster, NodePools pools) =>
        cluster.Destinations is { Count: > 0 } ? cluster : WithNodes(cluster, pools);

    /// <summary>Replaces the nodes of a cluster. A cluster with destinations of its own stays unchanged.</summary>
    public static ClusterConfig Replace(ClusterConfig cluster, NodePools pools) => HasOwn(cluster) ? cluster : WithNodes(cluster, pools);

    /// <summary>Returns true if a cluster has destinations of its own, which are not nodes of a pool.</summary>
    public static bool HasOwn(ClusterConfig cluster) => cluster.Destinations?.Values.All(IsNode) == false;

    /// <summary>Returns true if the destination was made from a node's settings.</summary>
    public static bool IsNode(DestinationConfig destination) => destination.Metadata?.ContainsKey(State) == true;

    private static ClusterConfig WithNodes(ClusterConfig cluster, NodePools pools) => cluster with
    {
        // A node without a usable address and a pool that does not exist are reported once, not for each cluster.
        Destinations = pools.Of(cluster) is { } pool
            ? pool.Nodes
                .Where(node => NodesValidator.IsAddress(node.Value.Address, pool))
                .ToDictionary(node => node.Key, node => Destination(node.Value))
            : [],
    };

    private static DestinationConfig Destination(NodeOptions node) => new()
    {
        Address = node.Address ?? "",
        Host = node.Host,
        Metadata = new Dictionary<string, string>
        {
            [Priority] = node.Priority.ToString(CultureInfo.InvariantCulture),
            [Weight] = node.Weight.ToString(CultureInfo.InvariantCulture),
            [State] = node.State.ToString(),
            [MaxConcurrentRequests] = node.MaxConcurrentRequests.ToString(CultureInfo.InvariantCulture),
        },
    };
}
