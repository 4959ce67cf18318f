using System.IO.Hashing;
using System.Runtime.InteropServices;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

/// <summary>Which node each policy picks, pick for pick.</summary>
public sealed class PolicyPicksTests
{
    [Fact]
    public void Pick_WeightedRoundRobin_HeavyNodesTurnsAreSpreadOut() =>
        Assert.Equal("b a b b a b b b", Picks(new Tier(NodePolicyNames.WeightedRoundRobin, [Tier.Node("a", weight: 1), Tier.Node("b", weight: 3)]), 8));

    [Fact]
    public void Pick_WeightedRoundRobinAndOneNodeHasNoWeight_GetsNothing() =>
        Assert.Equal("b b b b b", Picks(new Tier(NodePolicyNames.WeightedRoundRobin, [Tier.Node("a", weight: 0), Tier.Node("b", weight: 1), Tier.Node("c", weight: 0)]), 5));

    [Fact]
    public void Pick_WeightedRoundRobinAndNoNodeHasAWeight_EachInTurn() =>
        Assert.Equal("b c a b c", Picks(new Tier(NodePolicyNames.WeightedRoundRobin, [Tier.Node("a", weight: 0), Tier.Node("b", weight: 0), Tier.Node("c", weight: 0)]), 5));

    [Fact]
    public void Pick_WeightedLeastRequestsWithoutLoad_TurnsByWeight() =>
        Assert.Equal("b a b b b a b b", Picks(new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a", weight: 1), Tier.Node("b", weight: 3)]), 8));

    [Fact]
    public void Pick_WeightedLeastRequestsAndOneIsBusier_TheOtherUntilChanceMakesThemEven()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b")]);
        Enter(tier, "a", 2);

        Assert.Equal("b b a b a b a", Picks(tier, 7));
    }

    [Fact]
    public void Pick_WeightedLeastRequestsAndOneIsFarBusier_ItIsOwedNoMoreThanChance()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b")]);
        Enter(tier, "a", 100);

        Assert.DoesNotContain("a", Picks(tier, 40));
        Assert.Equal(-(1 + Math.Sqrt(50)), tier.Directory.Of(tier["a"]).Ahead.Value, precision: 9);
        Assert.Equal(1 + Math.Sqrt(50), tier.Directory.Of(tier["b"]).Ahead.Value, precision: 9);
    }

    [Fact]
    public void Pick_WeightedLeastRequestsAndNoNodeHasAWeight_EachInTurn() =>
        Assert.Equal("a b a b", Picks(new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a", weight: 0), Tier.Node("b", weight: 0)]), 4));

    /// <summary>Gateways of different versions stand side by side: each must draw the same numbers.</summary>
    [Fact]
    public void Score_OfNodeAndPhone_IsDrawnFromTheirHash()
    {
        const ulong Phone = 42;
        var hash = XxHash64.HashToUInt64(MemoryMarshal.AsBytes("node".AsSpan()), (long)Phone);
        var uniform = ((hash / 2048) + 0.5) / Math.Pow(2, 53);

        Assert.Equal(-8 / Math.Log(uniform), DeviceHashPolicy.Score("node", (long)Phone, 8), precision: 9);
        Assert.Equal(DeviceHashPolicy.Score("node", 1, 8) * 2, DeviceHashPolicy.Score("node", 1, 16), precision: 9);
    }

    [Fact]
    public void Pick_DeviceHash_HighestNumberWins()
    {
        var tier = new Tier(NodePolicyNames.DeviceHash, [Tier.Node("a"), Tier.Node("b"), Tier.Node("c", weight: 16)]);
        foreach (var phone in Enumerable.Range(0, 30).Select(i => $"SEP{i:X12}"))
        {
            var seed = (long)XxHash64.HashToUInt64(MemoryMarshal.AsBytes(phone.AsSpan()));
            var highest = tier.Cluster.Destinations.Keys.MaxBy(node => DeviceHashPolicy.Score(node, seed, node == "c" ? 16 : 8));

            Assert.Equal(highest, tier.Pick(phone)!.DestinationId);
        }
    }

    [Fact]
    public void Pick_DeviceHashAndNoNodeHasAWeight_StillPicksOne() =>
        Assert.NotNull(new Tier(NodePolicyNames.DeviceHash, [Tier.Node("a", weight: 0), Tier.Node("b", weight: 0)]).Pick());

    [Fact]
    public void Pick_ActiveStandbyOfOnePriority_ByName() =>
        Assert.Equal("a a", Picks(new Tier(NodePolicyNames.ActiveStandby, [Tier.Node("b"), Tier.Node("a"), Tier.Node("c", priority: 2)]), 2));

    [Fact]
    public void Pick_ActiveStandbyHasLetOnePressDown_StaysActive()
    {
        var tier = new Tier(NodePolicyNames.ActiveStandby, [Tier.Node("active"), Tier.Node("standby", priority: 2)]);
        tier.Pick();

        Assert.Equal("standby", tier.PickName(tier["active"]));
        Assert.Equal("active", tier.PickName());
    }

    [Fact]
    public void Pick_ActiveNodeIsConfiguredNoMore_StandbyKeepsThePart()
    {
        var (active, standby) = (Tier.Node("active"), Tier.Node("standby", priority: 2));
        var tier = new Tier(NodePolicyNames.ActiveStandby, [active, standby]);
        tier.Pick();
        Set(standby);
        Assert.Equal("standby", tier.PickName());

        Set(active, standby);

        Assert.Equal("standby", tier.PickName());

        void Set(params DestinationState[] nodes)
        {
            tier.Cluster.Destinations.Clear();
            Array.ForEach(nodes, node => tier.Cluster.Destinations[node.DestinationId] = node);
            tier.Cluster.DestinationsState = new(nodes, nodes);
        }
    }

    private static void Enter(Tier tier, string node, int times)
    {
        for (var i = 0; i < times; i++)
        {
            tier.LoadOf(node).TryEnter();
        }
    }

    private static string Picks(Tier tier, int times) => string.Join(' ', Enumerable.Range(0, times).Select(_ => tier.PickName()));
}
