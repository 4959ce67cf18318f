using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class DeviceHashTests
{
    private static readonly string[] Phones = [.. Enumerable.Range(0, 20_000).Select(i => $"SEP{i:X12}")];

    [Trait("Size", "Large")]
    [Fact]
    public void Pick_OneOfThirtyNodesIsRemoved_OnlyItsPhonesMove()
    {
        var before = Picks(new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes()));
        var after = Picks(new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes().Where(node => node.DestinationId != "node07")));

        Assert.All(Phones, phone => Assert.Equal(before[phone] == "node07", before[phone] != after[phone]));
        Assert.Contains("node07", before.Values);
    }

    [Trait("Size", "Large")]
    [Fact]
    public void Pick_OneOfThirtyNodesIsRemoved_ItsPhonesSpreadOverAllOthers()
    {
        var before = Picks(new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes()));
        var after = Picks(new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes().Where(node => node.DestinationId != "node07")));

        Assert.Equal(29, Phones.Where(phone => before[phone] == "node07").Select(phone => after[phone]).Distinct().Count());
    }

    [Trait("Size", "Large")]
    [Fact]
    public void Pick_TwoGateways_AgreeOnEveryPhone()
    {
        var one = Picks(new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes()));
        var other = Picks(new Tier(NodePolicyNames.DeviceHash, Tier.ThirtyNodes().Reverse()));

        Assert.Equal(one, other);
    }

    private static Dictionary<string, string> Picks(Tier tier) =>
        Phones.ToDictionary(phone => phone, phone => tier.Pick(phone)!.DestinationId);
}
