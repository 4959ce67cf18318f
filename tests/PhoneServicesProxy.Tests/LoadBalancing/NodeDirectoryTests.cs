using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodeDirectoryTests
{
    private readonly NodeDirectory _directory = new();

    [Fact]
    public void Of_DestinationThatIsNoNode_HasANodesDefaults()
    {
        var (entry, defaults) = (_directory.Of(Destination(null)), new NodeOptions());

        Assert.Equal((defaults.Priority, defaults.Weight, NodeState.Active, 0), (entry.Priority, entry.Weight, entry.State, entry.Load.Limit));
    }

    [Theory]
    [InlineData("3", "50", "drain", 3, 50, NodeState.Drain)]
    [InlineData("0", "0", "Maintenance", 0, 0, NodeState.Maintenance)]
    [InlineData("x", "-1", "resting", 1, 8, NodeState.Active)]
    public void Of_Node_HasWhatTheConfigurationSays(string priority, string weight, string state, int expectedPriority, int expectedWeight, NodeState expectedState)
    {
        var entry = _directory.Of(Destination(new() { ["Priority"] = priority, ["Weight"] = weight, ["State"] = state }));

        Assert.Equal((expectedPriority, expectedWeight, expectedState), (entry.Priority, entry.Weight, entry.State));
    }

    [Fact]
    public void Of_SameDestination_SameEntry()
    {
        var node = Destination(null);

        Assert.Same(_directory.Of(node), _directory.Of(node));
    }

    [Theory]
    [InlineData("http://A:8080/other", true)]
    [InlineData("http://a:8081/", false)]
    [InlineData("http://b:8080/", false)]
    public void Of_ServiceOnTheSameHostAndPort_SharesTheLoad(string address, bool shares)
    {
        var first = _directory.Of(Destination(new() { ["MaxConcurrentRequests"] = "3" }, "http://a:8080/"));
        var second = _directory.Of(Destination(null, address));

        Assert.Equal(shares, first.Load == second.Load);
        Assert.Equal((3, shares ? 3 : 0), (first.Load.Limit, second.Load.Limit));
    }

    [Fact]
    public void WeightOf_NodeStartsSlowly_IsItsShareOfTheWeight()
    {
        var slowStart = new SlowStart(() => TimeSpan.FromSeconds(10), new FakeTimeProvider());
        var (node, other) = (Destination(new() { ["Weight"] = "50" }), Destination(null));
        slowStart.Begin(node);

        Assert.Equal((5, 8), (new NodeDirectory(slowStart).WeightOf(node), new NodeDirectory(slowStart).WeightOf(other)));
        Assert.Equal(50, _directory.WeightOf(node));
    }

    private static DestinationState Destination(Dictionary<string, string>? metadata, string address = "http://a/") =>
        new("a", new DestinationModel(new DestinationConfig { Address = address, Metadata = metadata }));
}
