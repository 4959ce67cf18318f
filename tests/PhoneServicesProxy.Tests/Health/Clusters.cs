using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

internal static class Clusters
{
    public static ClusterState Create(string id, params (string Id, string Address)[] nodes) =>
        Create(new ClusterConfig { ClusterId = id }, nodes);

    public static ClusterState Create(ClusterConfig config, params (string Id, string Address)[] nodes) =>
        Create(config, new HttpMessageInvoker(new SocketsHttpHandler()), nodes);

    public static ClusterState Create(
        ClusterConfig config, HttpMessageInvoker client, params (string Id, string Address)[] nodes)
    {
        var cluster = new ClusterState(config.ClusterId, new ClusterModel(config, client));
        foreach (var (id, address) in nodes)
        {
            var model = new DestinationModel(new DestinationConfig { Address = address });
            cluster.Destinations[id] = new DestinationState(id, model);
        }

        DestinationState[] all = [.. cluster.Destinations.Values];
        cluster.DestinationsState = new ClusterDestinationsState(all, all);
        return cluster;
    }

    /// <summary>Puts a node in maintenance, as a new configuration does.</summary>
    public static void Maintain(DestinationState node)
    {
        var config = node.Model.Config with { Metadata = new Dictionary<string, string> { [NodeDestinations.State] = "Maintenance" } };
        Move(node, config);
    }

    /// <summary>Gives a node another address or other settings. Only YARP itself may do this, when it loads a configuration.</summary>
    public static void Move(DestinationState node, DestinationConfig config) =>
        typeof(DestinationState).GetProperty(nameof(DestinationState.Model))!.SetValue(node, new DestinationModel(config));

    /// <summary>Gives a service other settings, as a new configuration does.</summary>
    public static void Reload(ClusterState cluster, ClusterConfig config) =>
        typeof(ClusterState).GetProperty(nameof(ClusterState.Model))!.SetValue(cluster, new ClusterModel(config, cluster.Model.HttpClient));
}
