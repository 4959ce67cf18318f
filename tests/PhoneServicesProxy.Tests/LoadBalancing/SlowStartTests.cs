using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class SlowStartTests
{
    private static readonly string[] Phones = [.. Enumerable.Range(0, 5000).Select(i => $"SEP{i:X12}")];

    private readonly FakeTimeProvider _time = new();
    private readonly HealthOptions _options = new();
    private readonly SlowStart _slowStart;

    public SlowStartTests() => _slowStart = new(() => _options.SlowStart, _time);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(2.5, 0.325)]
    [InlineData(5, 0.55)]
    [InlineData(9, 0.91)]
    [InlineData(10, 1)]
    [InlineData(1000, 1)]
    public void ShareOf_NodeHasComeBack_GrowsFromATenthToOne(double seconds, double share)
    {
        var node = Tier.Node("a");
        _slowStart.Begin(node);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(share, _slowStart.ShareOf(node), precision: 6);
        Assert.Equal(1, _slowStart.ShareOf(Tier.Node("b")));
    }

    [Fact]
    public void ShareOf_NodesComeBackOneAfterTheOther_EachHasItsOwnTime()
    {
        var (first, second) = (Tier.Node("a"), Tier.Node("b"));
        _slowStart.Begin(first);
        _time.Advance(TimeSpan.FromSeconds(5));
        _slowStart.Begin(second);

        Assert.Equal((0.55, 0.1), (_slowStart.ShareOf(first), _slowStart.ShareOf(second)));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 0.55), (_slowStart.ShareOf(first), _slowStart.ShareOf(second)));
    }

    [Fact]
    public void ShareOf_NodeComesBackAgain_StartsAnew()
    {
        var node = Tier.Node("a");
        _slowStart.Begin(node);
        _time.Advance(TimeSpan.FromSeconds(5));
        _slowStart.Begin(node);

        Assert.Equal(0.1, _slowStart.ShareOf(node));
    }

    [Fact]
    public void ShareOf_SwitchedOffMeanwhile_IsOneAtOnce()
    {
        var node = Tier.Node("a");
        _slowStart.Begin(node);
        _options.SlowStart = TimeSpan.Zero;

        Assert.Equal(1, _slowStart.ShareOf(node));
    }

    [Trait("Size", "Large")]
    [Theory]
    [InlineData(NodePolicyNames.WeightedRoundRobin, 0.01)]
    [InlineData(NodePolicyNames.WeightedLeastRequests, 0.01)]
    [InlineData(NodePolicyNames.DeviceHash, 0.025)]
    public void Pick_WhileANodeStarts_FollowsItsReducedWeight(string policy, double tolerance)
    {
        var tier = new Tier(policy, [Tier.Node("a"), Tier.Node("b"), Tier.Node("back", weight: 16)], _slowStart);
        _slowStart.Begin(tier["back"]);

        // Weights 8, 8 and 1.6, then 8.8, then 16.
        foreach (var share in new[] { 1.6 / 17.6, 8.8 / 24.8, 16 / 32d })
        {
            var picked = Phones.Count(phone => tier.Pick(phone) == tier["back"]);
            Assert.Equal(share, picked / (double)Phones.Length, tolerance);
            _time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Trait("Size", "Large")]
    [Fact]
    public void Pick_DeviceHashWhileANodeStarts_OnlyItsOwnPhonesComeBackAndNoneLeavesAgain()
    {
        var tier = new Tier(NodePolicyNames.DeviceHash, [Tier.Node("a"), Tier.Node("b"), Tier.Node("back")], _slowStart);
        var own = PhonesOf(tier, "back");
        _slowStart.Begin(tier["back"]);

        var before = new HashSet<string>();
        for (var second = 0; second < 10; second++)
        {
            var now = PhonesOf(tier, "back");
            Assert.Subset(own, now);
            Assert.Superset(before, now);
            before = now;
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(before.Count, own.Count * 0.85, own.Count - 1);
        Assert.Equal(own, PhonesOf(tier, "back"));
    }

    [Theory]
    [InlineData(NodePolicyNames.WeightedRoundRobin)]
    [InlineData(NodePolicyNames.WeightedLeastRequests)]
    [InlineData(NodePolicyNames.DeviceHash)]
    public void Pick_StartingNodeIsAloneInItsTier_GetsEverything(string policy)
    {
        var tier = new Tier(policy, [Tier.Node("back"), Tier.Node("second", priority: 2), Tier.Node("down")], _slowStart);
        tier["down"].Health.Active = DestinationHealth.Unhealthy;
        _slowStart.Begin(tier["back"]);

        Assert.All(Phones.Take(100), phone => Assert.Equal("back", tier.Pick(phone)!.DestinationId));
    }

    private static HashSet<string> PhonesOf(Tier tier, string node) =>
        [.. Phones.Where(phone => tier.Pick(phone)!.DestinationId == node)];
}
