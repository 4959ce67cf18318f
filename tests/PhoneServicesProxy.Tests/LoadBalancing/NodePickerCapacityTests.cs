using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodePickerCapacityTests
{
    [Theory]
    [InlineData(NodePolicyNames.DeviceHash)]
    [InlineData(NodePolicyNames.WeightedRoundRobin)]
    [InlineData(NodePolicyNames.WeightedLeastRequests)]
    public void Pick_OthersOfTheTierHaveRoom_FullNodeIsPassedOver(string policy)
    {
        var tier = new Tier(policy, [Tier.Node("a", limit: 1), Tier.Node("b", limit: 1), Tier.Node("c", limit: 1)]);
        using var place = tier.LoadOf("b").TryEnter();

        var picked = Enumerable.Range(0, 200).Select(i => tier.Pick($"SEP{i:X12}")!.DestinationId).ToHashSet();

        Assert.Equal(["a", "c"], picked.Order());
    }

    [Fact]
    public void Pick_WholeTierIsFull_WaitsThereBeforeTheNextTier()
    {
        var tier = new Tier(
            NodePolicyNames.WeightedRoundRobin, [Tier.Node("first", limit: 1), Tier.Node("second", priority: 2)]);
        using var place = tier.LoadOf("first").TryEnter();

        Assert.Equal("first", tier.PickName());
    }

    [Fact]
    public void Pick_AfterANodeHasLetThePressDown_AnyWithRoomComesBeforeAFullOne()
    {
        var tier = new Tier(
            NodePolicyNames.WeightedRoundRobin,
            [Tier.Node("a", limit: 1), Tier.Node("b", limit: 1), Tier.Node("second", priority: 2), Tier.Node("drained", state: "Drain")]);
        using var a = tier.LoadOf("a").TryEnter();
        using var b = tier.LoadOf("b").TryEnter();

        Assert.Equal("second", tier.PickName(tier["a"]));
        Assert.Equal("b", tier.PickName(tier["a"], tier["second"]));
        Assert.Equal("drained", tier.PickName(tier["a"], tier["second"], tier["b"]));
    }

    [Fact]
    public void Pick_FullNodeIsUpAndOtherIsDown_WaitsRatherThanAskTheOneThatIsDown()
    {
        var tier = new Tier(NodePolicyNames.WeightedRoundRobin, [Tier.Node("full", limit: 1), Tier.Node("down")]);
        tier["down"].Health.Active = DestinationHealth.Unhealthy;
        using var place = tier.LoadOf("full").TryEnter();

        Assert.Equal("full", tier.PickName());
    }

    [Fact]
    public void Pick_ActiveNodeIsFull_StandbyDoesNotTakeOver()
    {
        var tier = new Tier(
            NodePolicyNames.ActiveStandby, [Tier.Node("primary", priority: 1, limit: 1), Tier.Node("standby", priority: 2)]);
        using var place = tier.LoadOf("primary").TryEnter();

        Assert.Equal("primary", tier.PickName());
    }

    [Fact]
    public void PickForHedge_OnlyFullNodesAreLeft_NoneIsWorthWaitingFor()
    {
        var tier = new Tier(NodePolicyNames.WeightedRoundRobin, [Tier.Node("a"), Tier.Node("b", limit: 1)]);
        using var place = tier.LoadOf("b").TryEnter();

        Assert.Null(tier.Picker.PickForHedge(new DefaultHttpContext(), tier.Cluster, [tier["a"]]));
        place!.Dispose();
        Assert.NotNull(tier.Picker.PickForHedge(new DefaultHttpContext(), tier.Cluster, [tier["a"]]));
    }

    [Fact]
    public void PickForHedge_NoneIsWorthIt_PolicyCountsNoPick()
    {
        var full = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b", limit: 1)]);
        var down = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b")]);
        using var place = full.LoadOf("b").TryEnter();
        down["b"].Health.Passive = DestinationHealth.Unhealthy;

        foreach (var tier in new[] { full, down })
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Null(tier.Picker.PickForHedge(new DefaultHttpContext(), tier.Cluster, [tier["a"]]));
            }

            Assert.Equal(0, tier.Directory.Of(tier["b"]).Ahead.Value);
        }
    }

    [Fact]
    public async Task Pick_WeightedLeastRequestsAndAllAreFull_ShorterQueueFirst()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a", limit: 1), Tier.Node("b", limit: 1)]);
        using var a = tier.LoadOf("a").TryEnter();
        using var b = tier.LoadOf("b").TryEnter();
        using var over = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 20).Select(_ => tier.LoadOf("a").WaitAsync(20, 0, over.Token).AsTask()).ToArray();

        Assert.Equal("b", tier.PickName());
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Theory]
    [InlineData(false, "b,a")]
    [InlineData(true, "b,a,second")]
    public void ToWaitFor_NodesOfAllKinds_ThoseThatAreUpOfTheTiersThatCount(bool anyTier, string expected)
    {
        var tier = new Tier(
            NodePolicyNames.WeightedRoundRobin,
            [
                Tier.Node("a"), Tier.Node("b"), Tier.Node("c"), Tier.Node("second", priority: 2),
                Tier.Node("drained", state: "Drain"), Tier.Node("off", state: "Maintenance"), Tier.Node("failed"),
            ]);
        tier["c"].Health.Active = DestinationHealth.Unhealthy;

        var nodes = tier.Picker.ToWaitFor(tier.Cluster, new HashSet<DestinationState> { tier["failed"] }, first: tier["b"], last: null, anyTier);

        Assert.Equal(expected, string.Join(',', nodes.Select(node => node.DestinationId)));
    }

    [Theory]
    [InlineData("a", "drained")]
    [InlineData("a,drained", "c")]
    [InlineData("a,drained,c", "")]
    public void ToWaitFor_TheBetterOnesHaveFailed_DrainedThenDown(string failed, string expected)
    {
        var tier = new Tier(
            NodePolicyNames.WeightedRoundRobin,
            [Tier.Node("a"), Tier.Node("c"), Tier.Node("drained", state: "Drain"), Tier.Node("off", state: "Maintenance")]);
        tier["c"].Health.Passive = DestinationHealth.Unhealthy;

        var nodes = tier.Picker.ToWaitFor(
            tier.Cluster, failed.Split(',').Select(name => tier[name]).ToHashSet(), first: null, last: null, anyTier: true);

        Assert.Equal(expected, string.Join(',', nodes.Select(node => node.DestinationId)));
    }

    [Fact]
    public void ToWaitFor_NodeHasJustRefused_ComesLastAndNodesWithFewerRequestsFirst()
    {
        var tier = new Tier(NodePolicyNames.WeightedRoundRobin, [Tier.Node("a"), Tier.Node("b"), Tier.Node("c")]);
        using var place = tier.LoadOf("b").TryEnter();

        var nodes = tier.Picker.ToWaitFor(tier.Cluster, new HashSet<DestinationState>(), first: null, last: tier["a"], anyTier: true);

        Assert.Equal(["c", "b", "a"], nodes.Select(node => node.DestinationId));
    }
}
