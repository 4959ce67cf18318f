using System.Globalization;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>Adds the nodes to every cluster that has no destinations of its own.</summary>
internal static class NodeDestinations
{
    public const string Priority = "Priority";
    public const string Weight = "Weight";
    public const string State = "State";
    public const string MaxConcurrentRequests = "MaxConcurrentRequests";

    public static ClusterConfig Complete(ClusterConfig cluster, IReadOnlyDictionary<string, NodeOptions> nodes) =>
        cluster.Destinations is { Count: > 0 } ? cluster : WithNodes(cluster, nodes);

    /// <summary>Replaces the nodes of a cluster. A cluster with destinations of its own stays unchanged.</summary>
    public static ClusterConfig Replace(ClusterConfig cluster, IReadOnlyDictionary<string, NodeOptions> nodes) =>
        cluster.Destinations?.Values.All(IsNode) ?? true ? WithNodes(cluster, nodes) : cluster;

    /// <summary>Returns true if the destination was made from a node's settings.</summary>
    public static bool IsNode(DestinationConfig destination) => destination.Metadata?.ContainsKey(State) == true;

    private static ClusterConfig WithNodes(ClusterConfig cluster, IReadOnlyDictionary<string, NodeOptions> nodes) => cluster with
    {
        // A node without a usable address is reported once, not for each cluster.
        Destinations = nodes
            .Where(node => NodesValidator.IsNodeAddress(node.Value.Address))
            .ToDictionary(node => node.Key, node => Destination(node.Value)),
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
