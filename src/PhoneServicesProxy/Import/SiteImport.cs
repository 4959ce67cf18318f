using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Import.Site;
using PhoneServicesProxy.IosSlb;
using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Import;

/// <summary>Turns a router's server load balancing into a site file.</summary>
internal static class SiteImport
{
    /// <param name="fileName">The name of the router's configuration, for the comment at the top.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="vservers">The virtual servers to import; empty for all that balance phone services.</param>
    public static ImportedSite Create(string fileName, IEnumerable<string> lines, IReadOnlyList<string> vservers)
    {
        var findings = new ImportFindings();
        var (slb, errors) = IosSlbParser.Parse(lines);
        findings.Error(errors);
        findings.Note(slb.Notes);
        var services = new ServiceSelection(slb, vservers, findings).Select();
        return findings.AnyError
            ? new(null, [.. findings.Notes], [.. findings.Errors])
            : new(Write(fileName, slb, services, findings), [.. findings.Notes], []);
    }

    private static string Write(string fileName, SlbConfiguration slb, IReadOnlyList<BalancedService> services, ImportFindings findings)
    {
        var site = new JsonSection();
        ListenImport.Write(services, site, findings);
        var phoneServices = site.Section(SettingKeys.PhoneServices);
        NodeImport.Write(services, phoneServices.Section("Nodes"), findings);
        var probes = services.SelectMany(service => service.Tiers).SelectMany(tier => tier.Farm.Probes.Keys)
            .Distinct().Select(name => slb.Probes[name]).ToArray();
        HealthImport.Write(services, [.. probes.Where(probe => probe.Type != "http")], phoneServices, findings);

        var clusters = new ClusterImport(ShippedServices.Read(), site.Section(YarpSection.Name).Section("Clusters"), findings);
        clusters.WritePredictor(services);
        clusters.WriteProbes(probes);
        HintAtAspPages(services, probes, findings);

        return site.Write(
        [
            $"The router's configuration {fileName} as settings of PhoneServicesProxy. \"Line\" is a line of that file.",
            "Only differences from the shipped appsettings.json are here. Check it with: PhoneServicesProxy check --config FILE",
        ]);
    }

    /// <summary>The router's configuration does not say CallManager's version, and a wrong guess would make every service count as down.</summary>
    private static void HintAtAspPages(IReadOnlyList<BalancedService> services, IReadOnlyList<SlbProbe> probes, ImportFindings findings)
    {
        if (services[0].Virtual is { Port: 0 or 80 } address && !probes.Any(probe => ClusterImport.PathOf(probe) is var path && (path.EndsWith(".asp", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsp", StringComparison.OrdinalIgnoreCase))))
        {
            findings.Note(services[0].Vserver.Virtual.Line!.Value, $"virtual {address}",
                "No probe tells the version of CallManager. For 3.x and 4.x, whose pages end in .asp, name deploy/callmanager-4.json with --config before this file. Otherwise all services would count as down.");
        }
    }
}
