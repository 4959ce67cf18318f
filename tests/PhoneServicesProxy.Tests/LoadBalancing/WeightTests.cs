using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

/// <summary>
/// Thirty nodes in a tier. A node's expected share is its weight over the sum of the weights; its share of the picks may be
/// off by 2 % of that expected share.
/// </summary>
public sealed class WeightTests
{
    private const int Presses = 100_000;
    private const double Tolerance = 0.02;

    [Trait("Size", "Large")]
    [Fact]
    public void WeightedRoundRobin_ThirtyNodes_EachHasItsShare()
    {
        var tier = new Tier(NodePolicyNames.WeightedRoundRobin, Tier.ThirtyNodes());

        AssertShares(tier, Enumerable.Range(0, Presses).Select(_ => tier.Pick()!));
    }

    [Trait("Size", "Large")]
    [Theory]
    [InlineData(0.1)]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(600)]
    public void WeightedLeastRequests_ThirtyNodesUnderLoad_EachHasItsShare(double running)
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, Tier.ThirtyNodes());

        AssertShares(tier, new VirtualLoad(tier, running).Picks(Presses));
    }

    [Trait("Size", "Large")]
    [Fact]
    public void WeightedLeastRequests_OneNodeTwentyTimesSlower_GetsLessThanAThirdOfItsShare()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, Tier.ThirtyNodes());

        var picks = new VirtualLoad(tier, 100) { Slow = tier["node03"], SlowFactor = 20 }.Picks(Presses).ToArray();

        Assert.InRange(Ratios(tier, picks)["node03"], 0, 1 / 3d);
    }

    [Trait("Size", "Large")]
    [Fact]
    public void WeightedLeastRequests_NodeNeverAnswersInAQuietHour_HoldsNoMoreThanThree()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, Tier.ThirtyNodes());

        var picks = new VirtualLoad(tier, 0.1) { Slow = tier["node03"], SlowFactor = 1e9 }.Picks(10_000);

        Assert.InRange(picks.Count(node => node == tier["node03"]), 1, 3);
    }

    /// <summary>
    /// The choice of each phone is as good as drawn, so that n phones give a share p with a standard deviation of
    /// sqrt(p (1 - p) / n); five of them are the bound. The names are fixed, and with them the outcome.
    /// </summary>
    [Trait("Size", "Large")]
    [Fact]
    public void DeviceHash_ThirtyNodes_EachHasItsShareButForChance()
    {
        var tier = new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes());

        var ratios = Ratios(tier, Enumerable.Range(0, Presses).Select(i => tier.Pick($"SEP{i:X12}")!));

        Assert.All(Expected(tier), node =>
        {
            var bound = 5 * Math.Sqrt((1 - node.Value) / node.Value / Presses);
            Assert.InRange(ratios[node.Key], 1 - bound, 1 + bound);
        });
    }

    /// <summary>Of so many phones three standard deviations are 2 % even of the smallest share. The policy alone, for speed.</summary>
    [Trait("Size", "Large")]
    [Fact]
    public void DeviceHash_ThirtyNodesAndAMillionPhones_EachHasItsShare()
    {
        var tier = new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes());
        var smallest = Expected(tier).Values.Min();
        var phones = (int)Math.Ceiling(9 * (1 - smallest) / smallest / (Tolerance * Tolerance));
        var policy = new DeviceHashPolicy(tier.Directory);
        var context = new DefaultHttpContext();

        AssertShares(tier, Enumerable.Range(0, phones).Select(i =>
        {
            context.Request.QueryString = new($"?device=SEP{i:X12}");
            return policy.PickDestination(context, tier.Cluster, tier.Cluster.DestinationsState.AllDestinations)!;
        }));
    }

    private static void AssertShares(Tier tier, IEnumerable<DestinationState> picks) =>
        Assert.All(Ratios(tier, picks), ratio => Assert.InRange(ratio.Value, 1 - Tolerance, 1 + Tolerance));

    /// <summary>Each node's share of the picks, in terms of the share that is expected of it.</summary>
    private static Dictionary<string, double> Ratios(Tier tier, IEnumerable<DestinationState> picks)
    {
        var counts = picks.CountBy(node => node.DestinationId).ToDictionary();
        var total = (double)counts.Values.Sum();
        return Expected(tier).ToDictionary(node => node.Key, node => counts.GetValueOrDefault(node.Key) / total / node.Value);
    }

    private static Dictionary<string, double> Expected(Tier tier)
    {
        var weights = tier.Cluster.Destinations.ToDictionary(node => node.Key, node => (double)tier.Directory.Of(node.Value).Weight);
        return weights.ToDictionary(node => node.Key, node => node.Value / weights.Values.Sum());
    }
}
