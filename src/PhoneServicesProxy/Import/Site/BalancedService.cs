using PhoneServicesProxy.IosSlb.Model;

namespace PhoneServicesProxy.Import.Site;

/// <summary>A virtual server that is imported, with its farms.</summary>
internal sealed record BalancedService(SlbVserver Vserver, SlbVirtual Virtual, SlbServerFarm Primary, SlbServerFarm? Backup)
{
    /// <summary>The farms with their tiers.</summary>
    public IEnumerable<(SlbServerFarm Farm, int Priority)> Tiers =>
        Backup is null ? [(Primary, 1)] : [(Primary, 1), (Backup, 2)];

    public IEnumerable<SlbReal> Reals => Tiers.SelectMany(tier => tier.Farm.Reals);
}
