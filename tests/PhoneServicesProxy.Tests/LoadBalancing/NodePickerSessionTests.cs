using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodePickerSessionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeDirectory _nodes = new();
    private readonly SessionTable _table;

    public NodePickerSessionTests() => _table = new(_time);

    [Theory]
    [InlineData(NodePolicyNames.DeviceHash)]
    [InlineData(NodePolicyNames.WeightedRoundRobin)]
    public void Pick_NodeOfTheSessionIsDrainedAndInALaterTier_IsPickedFirst(string policy)
    {
        _table.Remember(SessionCookie.Hash("1"), "own");

        Assert.Equal(["own", "other", "another"], PickAll(policy, "1", Node("other"), Node("own", "Drain", 9), Node("another", "Active", 2)));
    }

    [Theory]
    [InlineData("Maintenance", "other")]
    [InlineData("Drain", "other own")]
    public void Pick_NodeOfTheSessionIsDownOrInMaintenance_ItsSessionDoesNotMatter(string state, string expected)
    {
        _table.Remember(SessionCookie.Hash("1"), "own");
        var own = Node("own", state);
        own.Health.Active = state == "Drain" ? DestinationHealth.Unhealthy : DestinationHealth.Healthy;

        Assert.Equal(expected.Split(' '), PickAll(NodePolicyNames.DeviceHash, "1", own, Node("other")));
    }

    [Fact]
    public void Pick_SessionOfWhichNothingIsKnown_DrainedNodeComesLast() =>
        Assert.Equal(["other", "drained"], PickAll(NodePolicyNames.DeviceHash, "1", Node("drained", "Drain"), Node("other")));

    [Fact]
    public void Pick_SessionsOfSeveralNodes_LastUsedFirst()
    {
        foreach (var (session, node) in new[] { ("1", "second"), ("2", "first") })
        {
            _table.Remember(SessionCookie.Hash(session), node);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(["first", "second", "other"], PickAll(NodePolicyNames.DeviceHash, "1 2", Node("other"), Node("second"), Node("first")));
    }

    [Fact]
    public void Pick_ActiveStandby_TheActiveNodeStaysActive()
    {
        _table.Remember(SessionCookie.Hash("1"), "standby");

        Assert.Equal("active", PickAll(NodePolicyNames.ActiveStandby, "1", Node("standby", "Active", 2), Node("active"))[0]);
    }

    private List<string> PickAll(string policy, string ids, params DestinationState[] nodes)
    {
        var picker = new NodePicker([new DeviceHashPolicy(_nodes), new WeightedRoundRobinPolicy(_nodes), new ActiveStandbyPolicy(_nodes)], _nodes);
        var config = new ClusterConfig { ClusterId = "c", LoadBalancingPolicy = policy };
        var cluster = new ClusterState("c", new ClusterModel(config, new HttpMessageInvoker(new SocketsHttpHandler())))
        {
            DestinationsState = new ClusterDestinationsState(nodes, nodes),
        };
        var sessions = new PressSessions(_table, _nodes);
        foreach (var id in ids.Split(' '))
        {
            sessions.Add(id);
        }

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
