using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using PhoneServicesProxy.Tests.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodePickerSessionTests
{
    private readonly NodeDirectory _nodes = new();

    [Theory]
    [InlineData(NodePolicyNames.DeviceHash)]
    [InlineData(NodePolicyNames.WeightedRoundRobin)]
    public void Pick_NodeOfTheSessionIsDrainedAndInALaterTier_IsPickedFirst(string policy)
    {
        Assert.Equal(["own", "other", "another"], PickAll(policy, "own", Node("other"), Node("own", "Drain", 9), Node("another", "Active", 2)));
    }

    [Theory]
    [InlineData("Maintenance", "other")]
    [InlineData("Drain", "other own")]
    public void Pick_NodeOfTheSessionIsDownOrInMaintenance_ItsSessionDoesNotMatter(string state, string expected)
    {
        var own = Node("own", state);
        own.Health.Active = state == "Drain" ? DestinationHealth.Unhealthy : DestinationHealth.Healthy;

        Assert.Equal(expected.Split(' '), PickAll(NodePolicyNames.DeviceHash, "own", own, Node("other")));
    }

    [Fact]
    public void Pick_SessionWithoutMark_DrainedNodeComesLast() =>
        Assert.Equal(["other", "drained"], PickAll(NodePolicyNames.DeviceHash, "", Node("drained", "Drain"), Node("other")));

    [Fact]
    public void Pick_SessionsOfSeveralNodes_FirstInTheRequestThatIsUpComesFirst()
    {
        var down = Node("down");
        down.Health.Passive = DestinationHealth.Unhealthy;

        Assert.Equal(
            ["first", "second", "other", "down"],
            PickAll(NodePolicyNames.DeviceHash, "down nobody first second first", Node("other"), Node("second"), down, Node("first")));
    }

    /// <summary>Perhaps only the probes are wrong: then nobody is to lose a session.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public void Pick_AllNodesDown_NodeOfTheSessionComesFirst(string own)
    {
        DestinationState[] nodes = [Node("a", "Active", 3), Node("b", "Drain", 2), Node("c")];
        foreach (var node in nodes)
        {
            node.Health.Active = DestinationHealth.Unhealthy;
        }

        Assert.Equal(own, PickAll(NodePolicyNames.DeviceHash, own, nodes)[0]);
    }

    [Fact]
    public void Pick_ActiveStandby_TheActiveNodeStaysActive()
    {
        Assert.Equal("active", PickAll(NodePolicyNames.ActiveStandby, "standby", Node("standby", "Active", 2), Node("active"))[0]);
    }

    private List<string> PickAll(string policy, string owners, params DestinationState[] nodes)
    {
        var picker = new NodePicker([new DeviceHashPolicy(_nodes), new WeightedRoundRobinPolicy(_nodes), new ActiveStandbyPolicy(_nodes)], _nodes);
        var config = new ClusterConfig { ClusterId = "c", LoadBalancingPolicy = policy };
        var cluster = new ClusterState("c", new ClusterModel(config, new HttpMessageInvoker(new SocketsHttpHandler())))
        {
            DestinationsState = new ClusterDestinationsState(nodes, nodes),
        };
        var marks = Marks.Of([.. nodes.Select(node => node.Model.Config.Address), "http://nobody/"]);
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = string.Join("; ", owners.Split(' ').Select(owner => $"JSESSIONID=1{(owner == "" ? "" : marks.Of(Marks.At($"http://{owner}/")))}"));
        var sessions = PressSessions.Of(context, marks);
        var tried = new List<DestinationState>();
        while (picker.Pick(new DefaultHttpContext(), cluster, tried, sessions) is { } node)
        {
            tried.Add(node);
        }

        return [.. tried.Select(node => node.DestinationId)];
    }

    private static DestinationState Node(string name, string state = "Active", int priority = 1) =>
        new(name, new DestinationModel(new DestinationConfig
        {
            Address = $"http://{name}/",
            Metadata = new Dictionary<string, string> { ["Priority"] = $"{priority}", ["State"] = state },
        }));
}
