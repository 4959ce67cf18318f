using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

/// <summary>A gateway's view of one service: its nodes, as the configuration gives them, and a picker for them.</summary>
internal sealed class Tier
{
    private static readonly int[] Weights = [8, 12, 16, 16, 24];

    public Tier(string policy, IEnumerable<DestinationState> nodes, SlowStart? slowStart = null)
    {
        Directory = new(slowStart);
        Picker = new(
            [
                new DeviceHashPolicy(Directory), new WeightedRoundRobinPolicy(Directory),
                new WeightedLeastRequestsPolicy(Directory), new ActiveStandbyPolicy(Directory),
            ],
            Directory);
        var config = new ClusterConfig { ClusterId = "service", LoadBalancingPolicy = policy };
        Cluster = new("service", new ClusterModel(config, new HttpMessageInvoker(new SocketsHttpHandler())));
        foreach (var node in nodes)
        {
            Cluster.Destinations[node.DestinationId] = node;
        }

        DestinationState[] all = [.. Cluster.Destinations.Values];
        Cluster.DestinationsState = new ClusterDestinationsState(all, all);
    }

    public NodeDirectory Directory { get; }

    public NodePicker Picker { get; }

    public ClusterState Cluster { get; }

    public DestinationState this[string node] => Cluster.Destinations[node];

    /// <summary>Thirty nodes of one tier, in weights that a site could have: machines of several sizes.</summary>
    public static IEnumerable<DestinationState> ThirtyNodes() =>
        Enumerable.Range(0, 30).Select(i => Node($"node{i:00}", weight: Weights[i % Weights.Length]));

    public static DestinationState Node(
        string name, int priority = 1, int weight = 8, string state = "Active", int? limit = null, string? address = null)
    {
        var metadata = new Dictionary<string, string> { ["Priority"] = $"{priority}", ["Weight"] = $"{weight}", ["State"] = state };
        if (limit is not null)
        {
            metadata["MaxConcurrentRequests"] = $"{limit}";
        }

        return new(name, new DestinationModel(new DestinationConfig { Address = address ?? $"http://{name}/", Metadata = metadata }));
    }

    /// <summary>As YARP does it when a reload gives a node other settings.</summary>
    public static void Reload(DestinationState node, DestinationState settings) =>
        typeof(DestinationState).GetProperty(nameof(DestinationState.Model))!.SetValue(node, settings.Model);

    public DestinationState? Pick(string device = "SEP000000000000", params DestinationState[] tried)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new($"?device={device}");
        return Picker.Pick(context, Cluster, tried);
    }

    public string? PickName(params DestinationState[] tried) => Pick(tried: tried)?.DestinationId;

    public NodeLoad LoadOf(string node) => Directory.Of(this[node]).Load;
}
