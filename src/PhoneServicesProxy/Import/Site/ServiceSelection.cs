using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Import.Site;

/// <summary>Resolves the references of virtual servers, and selects those that balance the phone services of one CallManager cluster.</summary>
internal sealed class ServiceSelection(SlbConfiguration slb, IReadOnlyList<string> chosen, ImportFindings findings)
{
    public IReadOnlyList<BalancedService> Select()
    {
        foreach (var name in chosen.Where(name => !slb.Vservers.ContainsKey(name)))
        {
            findings.Error(null, $"--vserver {name}: there is no such virtual server. {KeySuggestion.For(name, slb.Vservers.Keys)}");
        }

        foreach (var farm in slb.ServerFarms.Values)
        {
            CheckProbes(farm);
        }

        var services = slb.Vservers.Values.Select(Resolve).OfType<BalancedService>().Where(IsCarriedOver).ToArray();
        if (findings.AnyError)
        {
            return [];
        }

        if (services.Length == 0)
        {
            findings.Error(null, slb.Vservers.Count == 0
                ? "there is no \"ip slb vserver\" in this file. Write the output of \"show running-config\" of the router that balances the phone services."
                : "no virtual server is in service on tcp port www, 8080, 443 or 8443. Name the one that balances phone services: --vserver NAME.");
        }

        CheckOneCluster(services);
        return services;
    }

    private void CheckProbes(SlbServerFarm farm)
    {
        foreach (var (probe, line) in farm.Probes.Where(probe => !slb.Probes.ContainsKey(probe.Key)))
        {
            findings.Error(line, $"there is no \"ip slb probe {probe}\". {KeySuggestion.For(probe, slb.Probes.Keys)}");
        }
    }

    private BalancedService? Resolve(SlbVserver vserver)
    {
        var primary = FarmOf(vserver.ServerFarm);
        var backup = FarmOf(vserver.Backup);
        if (primary is not null && backup == primary)
        {
            findings.Error(vserver.Backup.Line, $"the backup of {primary.Name} is {primary.Name} itself. Name another server farm, or none.");
        }

        if (vserver.Virtual.Value is { } address && primary is not null)
        {
            return new(vserver, address, primary, backup);
        }

        if (!vserver.InService || vserver.HasErrors)
        {
            return null;
        }

        if (vserver.Virtual.Value is null)
        {
            findings.Error(vserver.Line, $"the virtual server {vserver.Name} is in service without an address. Write virtual, such as \"virtual 172.26.1.1 tcp www\".");
        }

        if (!vserver.ServerFarm.IsWritten)
        {
            findings.Error(vserver.Line, $"the virtual server {vserver.Name} is in service without a server farm. Write serverfarm NAME, without a map.");
        }

        return null;
    }

    private SlbServerFarm? FarmOf(Setting<string?> reference)
    {
        if (reference.Value is not { } name)
        {
            return null;
        }

        if (!slb.ServerFarms.TryGetValue(name, out var farm))
        {
            findings.Error(reference.Line, $"there is no \"ip slb serverfarm {name}\". {KeySuggestion.For(name, slb.ServerFarms.Keys)}");
        }
        else if (farm.Reals.Count == 0 && !farm.HasErrors)
        {
            findings.Error(farm.Line, $"the server farm {name} has no real server. Write real and its address.");
        }

        return farm;
    }

    private bool IsCarriedOver(BalancedService service)
    {
        var (vserver, address) = (service.Vserver, service.Virtual);
        if (chosen.Count > 0)
        {
            return Decide(chosen.Contains(vserver.Name), "It was not chosen with --vserver.");
        }

        return Decide(vserver.InService, "It is not in service, so it is left out.")
            && Decide(address.Protocol == "tcp" && PhonePorts.Contains(address.Port), $"{address} is not a port of phone services, so it stays with the router. To import it anyway: --vserver {vserver.Name}. Servers of another service for phones can be a pool, which you write yourself: PhoneServices:Pools.");

        bool Decide(bool isCarriedOver, string otherwise)
        {
            if (!isCarriedOver)
            {
                findings.Note(vserver.Line, $"ip slb vserver {vserver.Name}", otherwise);
            }

            return isCarriedOver;
        }
    }

    /// <summary>
    /// Routes distinguish services by path, never by the address that a phone used, so all nodes of a gateway serve the same pages. Virtual
    /// servers without a common real belong to different clusters, or one of them does not belong to CallManager.
    /// </summary>
    private void CheckOneCluster(IReadOnlyList<BalancedService> services)
    {
        var clusters = new List<List<BalancedService>>();
        foreach (var service in services)
        {
            var same = clusters.Where(cluster => cluster.Any(other => HaveRealInCommon(other, service))).ToArray();
            clusters.RemoveAll(same.Contains);
            clusters.Add([.. same.SelectMany(cluster => cluster), service]);
        }

        if (clusters.Count > 1 && chosen.Count == 0)
        {
            var names = string.Join(", or ", clusters.Select(cluster => string.Join(" ", cluster.Select(service => $"--vserver {service.Vserver.Name}"))));
            findings.Error(clusters[^1][^1].Vserver.Line,
                $"virtual servers have no real server in common, so they balance different servers. One gateway serves one CallManager cluster: choose {names}. Servers of other phone services can be a pool, which you write yourself: PhoneServices:Pools.");
        }
    }

    private static bool HaveRealInCommon(BalancedService one, BalancedService other) =>
        one.Reals.Any(real => other.Reals.Any(same => same.Address.Equals(real.Address)));
}
