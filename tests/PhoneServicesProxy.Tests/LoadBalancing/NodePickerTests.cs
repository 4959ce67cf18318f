using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodePickerTests
{
    private readonly NodeDirectory _nodes = new();

    [Trait("Size", "Large")]
    [Theory]
    [InlineData(NodePolicyNames.DeviceHash)]
    [InlineData(NodePolicyNames.WeightedRoundRobin)]
    public void Pick_ManyPhones_FollowsTheWeights(string policy)
    {
        var cluster = Cluster(policy, Node("a", weight: 10), Node("b", weight: 30), Node("c", weight: 60));
        var picked = Picks(cluster, 20_000).CountBy(pick => pick.Value.DestinationId).ToDictionary();

        Assert.InRange(picked["a"] / 20_000d, 0.08, 0.12);
        Assert.InRange(picked["b"] / 20_000d, 0.28, 0.32);
        Assert.InRange(picked["c"] / 20_000d, 0.58, 0.62);
    }

    [Fact]
    public void Pick_DeviceHashNodeGoesDown_OnlyItsPhonesMove()
    {
        var lost = Node("b");
        var cluster = Cluster(NodePolicyNames.DeviceHash, Node("a"), lost, Node("c"));
        var before = Picks(cluster, 2000);
        lost.Health.Active = DestinationHealth.Unhealthy;
        var after = Picks(cluster, 2000);

        Assert.All(before, pick => Assert.True(pick.Value == lost || after[pick.Key] == pick.Value));
        Assert.DoesNotContain("b", after.Values.Select(node => node.DestinationId));
    }

    [Fact]
    public void Pick_UntilNoneIsLeft_ActiveThenDrainedThenDownNeverMaintenanceNeverTwice()
    {
        var down = Node("down", priority: 0);
        down.Health.Passive = DestinationHealth.Unhealthy;
        var cluster = Cluster(
            NodePolicyNames.DeviceHash,
            down, Node("second", priority: 2), Node("first"), Node("drained", priority: 0, state: "Drain"), Node("out", priority: 0, state: "Maintenance"));
        var picker = Picker();
        var tried = new List<DestinationState>();
        while (picker.Pick(new DefaultHttpContext(), cluster, tried) is { } node)
        {
            tried.Add(node);
        }

        Assert.Equal(["first", "second", "drained", "down"], tried.Select(node => node.DestinationId));
    }

    [Fact]
    public void Pick_ActiveStandby_StaysWithTheStandbyAfterRecovery()
    {
        var primary = Node("primary", priority: 1);
        var cluster = Cluster(NodePolicyNames.ActiveStandby, primary, Node("standby", priority: 2));
        var picker = Picker();
        var first = Pick();
        primary.Health.Active = DestinationHealth.Unhealthy;
        var second = Pick();
        primary.Health.Active = DestinationHealth.Healthy;
        var third = Pick();

        Assert.Equal(["primary", "standby", "standby"], [first, second, third]);

        string Pick() => picker.Pick(new DefaultHttpContext(), cluster, [])!.DestinationId;
    }

    [Theory]
    [InlineData("Active", "Active", true)]
    [InlineData("Active", "Drain", false)]
    [InlineData("Drain", "Drain", true)]
    [InlineData("Drain", "Active", true)]
    [InlineData("Active", "down", false)]
    [InlineData("down", "down", true)]
    [InlineData("down", "Drain", true)]
    [InlineData("Drain", "down", false)]
    public void PickForHedge_OtherNode_NeverOneInAWorseState(string first, string other, bool picks)
    {
        var cluster = Cluster(NodePolicyNames.WeightedRoundRobin, In("a", first), In("b", other));

        Assert.Equal(picks, Picker().PickForHedge(new DefaultHttpContext(), cluster, [cluster.Destinations["a"]]) is not null);

        static DestinationState In(string name, string state)
        {
            var node = Node(name, state: state == "down" ? "Active" : state);
            node.Health.Active = state == "down" ? DestinationHealth.Unhealthy : DestinationHealth.Healthy;
            return node;
        }
    }

    [Fact]
    public void PickForHedge_NoOtherNode_IsNone()
    {
        var cluster = Cluster(NodePolicyNames.WeightedRoundRobin, Node("a"));

        Assert.Null(Picker().PickForHedge(new DefaultHttpContext(), cluster, [cluster.Destinations["a"]]));
    }

    [Fact]
    public void Pick_ClusterNamesNoPolicy_IsYarpsDefault()
    {
        var cluster = Cluster(null!, Node("a"), Node("b"));
        var picker = new NodePicker([new DeviceHashPolicy(_nodes), new Last()], _nodes);

        Assert.Equal("b", picker.Pick(new DefaultHttpContext(), cluster, [])!.DestinationId);
    }

    [Theory]
    [InlineData("activestandby", true)]
    [InlineData(NodePolicyNames.DeviceHash, false)]
    [InlineData(null, false)]
    public void HasOneActiveNode_PolicyInAnyCase_IsTrue(string? policy, bool hasOne) => Assert.Equal(hasOne, NodePicker.HasOneActiveNode(Cluster(policy!, Node("a"))));

    private NodePicker Picker() => new(
        [new DeviceHashPolicy(_nodes), new WeightedRoundRobinPolicy(_nodes), new ActiveStandbyPolicy(_nodes)], _nodes);

    private Dictionary<string, DestinationState> Picks(ClusterState cluster, int phones)
    {
        var picker = Picker();
        return Enumerable.Range(0, phones).Select(i => $"SEP{i:X12}").ToDictionary(device => device, device =>
        {
            var context = new DefaultHttpContext();
            context.Request.QueryString = new($"?device={device}");
            return picker.Pick(context, cluster, [])!;
        });
    }

    private static DestinationState Node(string name, int priority = 1, int weight = 8, string state = "Active") =>
        new(name, new DestinationModel(new DestinationConfig
        {
            Address = $"http://{name}/",
            Metadata = new Dictionary<string, string> { ["Priority"] = $"{priority}", ["Weight"] = $"{weight}", ["State"] = state },
        }));

    private static ClusterState Cluster(string policy, params DestinationState[] nodes)
    {
        var cluster = new ClusterState("c", new ClusterModel(new ClusterConfig { ClusterId = "c", LoadBalancingPolicy = policy }, new HttpMessageInvoker(new SocketsHttpHandler())))
        {
            DestinationsState = new ClusterDestinationsState(nodes, nodes),
        };
        foreach (var node in nodes)
        {
            cluster.Destinations.TryAdd(node.DestinationId, node);
        }

        return cluster;
    }

    private sealed class Last : ILoadBalancingPolicy
    {
        public string Name => LoadBalancingPolicies.PowerOfTwoChoices;

        public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations) =>
            availableDestinations[^1];
    }
}
