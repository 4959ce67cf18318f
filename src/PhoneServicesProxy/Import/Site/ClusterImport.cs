using System.Text.RegularExpressions;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Import.Site;

/// <summary>Turns predictor, sticky and probes into settings of the services.</summary>
internal sealed class ClusterImport(ShippedServices shipped, JsonSection clusters, ImportFindings findings)
{
    private readonly Dictionary<string, SlbProbe> _probed = [];

    /// <summary>Returns the path of the page that an http probe requests.</summary>
    public static string PathOf(SlbProbe probe) => probe.Url.Value.Split('?')[0];

    public void WritePredictor(IReadOnlyList<BalancedService> services)
    {
        if (services.FirstOrDefault(service => service.Vserver.Sticky.Value > 0) is { } sticky)
        {
            findings.Note(sticky.Vserver.Sticky.Line!.Value, $"sticky {sticky.Vserver.Sticky.Value}",
                "Imported in effect: the shipped DeviceHash always gives a phone the same node, on every gateway. It uses the phone's name, or the address if there is no name. Sessions stay with their node. The predictor is not used.");
            return;
        }

        var predictor = services[0].Primary.Predictor;
        foreach (var other in services.SelectMany(service => service.Tiers).Select(tier => tier.Farm.Predictor).Distinct().Where(other => other.Value != predictor.Value))
        {
            findings.Note(other.Line ?? services[0].Primary.Line, $"predictor {other.Value}", $"All farms are balanced as {services[0].Primary.Name} is: {predictor.Value}.");
        }

        var policy = predictor.Value == SlbServerFarm.LeastConnections ? NodePolicyNames.WeightedLeastRequests : NodePolicyNames.WeightedRoundRobin;
        var comment = predictor.IsWritten
            ? $"Line {predictor.Line}: predictor {predictor.Value}."
            : $"No predictor, which is {predictor.Value} on IOS.";
        foreach (var service in shipped.Services.Where(service => service.LoadBalancingPolicy == NodePolicyNames.DeviceHash))
        {
            clusters.Section(service.Cluster).Set("LoadBalancingPolicy", policy, $"{comment} Without this line a phone always gets the same node (DeviceHash).");
        }
    }

    public void WriteProbes(IReadOnlyList<SlbProbe> probes)
    {
        foreach (var probe in probes)
        {
            WriteProbe(probe);
        }

        if (probes.FirstOrDefault(probe => PathOf(probe).EndsWith(".asp", StringComparison.OrdinalIgnoreCase)) is { } asp)
        {
            WriteAspPages(asp);
        }

        WriteIntervals(probes);
    }

    private void WriteProbe(SlbProbe probe)
    {
        if (probe.Type != "http")
        {
            findings.Note(probe.Line, $"ip slb probe {probe.Name} {probe.Type}", "Each service of a node is probed with a request for a page, and the page is checked.");
            return;
        }

        var path = PathOf(probe);
        if (shipped.At(path) is not { } service)
        {
            findings.Note(probe.Url.Line ?? probe.Line, $"probe {probe.Name}, url {path}", "No phone service has this page. Each service is probed with a page of its own.");
        }
        else if (!_probed.TryAdd(service.Cluster, probe))
        {
            findings.Note(probe.Url.Line ?? probe.Line, $"probe {probe.Name}, url {path}", $"The service {service.Cluster} has a probe already.");
        }
        else
        {
            WriteCheck(probe, path, service);
        }
    }

    private void WriteCheck(SlbProbe probe, string path, ShippedService service)
    {
        var active = Active(service);
        active.Set("Path", path, $"Line {probe.Url.Line}: probe {probe.Name}. The other services are probed with pages of their own.");
        if (probe.Url.Value.Length > path.Length)
        {
            active.Set("Query", probe.Url.Value[path.Length..]);
        }

        if (probe.Status is { Value: { } status })
        {
            Metadata().Set(HealthMetadataKeys.Status, $"{status}", $"Line {probe.Status.Line}: expect status {status}.");
        }

        if (probe.Regex is { Value: { } regex, Line: { } line })
        {
            if (IsRegex(regex))
            {
                Metadata().Set(HealthMetadataKeys.MustMatch, regex, $"Line {line}: expect regex.");
            }
            else
            {
                findings.Note(line, $"expect regex {regex}", $"This is no regular expression of .NET. Write one into {HealthMetadataKeys.MustMatch} of the cluster {service.Cluster}.");
            }
        }

        JsonSection Metadata() => clusters.Section(service.Cluster).Section("Metadata");
    }

    /// <summary>The shipped probes request Tomcat's pages, which IIS does not have. Without this, all nodes would be down.</summary>
    private void WriteAspPages(SlbProbe probe)
    {
        foreach (var service in shipped.Services.Where(service => !_probed.ContainsKey(service.Cluster)))
        {
            if (shipped.AspTwin(service.ProbePath) is { } asp)
            {
                Active(service).Set("Path", asp, $"Line {probe.Url.Line}: a CallManager with .asp pages.");
            }
        }
    }

    /// <summary>A service's own probe sets its interval. Other services get the shortest interval of all probes.</summary>
    private void WriteIntervals(IReadOnlyList<SlbProbe> probes)
    {
        var least = probes.Where(probe => probe.Interval.IsWritten).MinBy(probe => probe.Interval.Value);
        foreach (var service in shipped.Services.Where(service => service.ProbePath.Length > 0))
        {
            if (_probed.GetValueOrDefault(service.Cluster, least!) is { Interval: { Line: { } line, Value: var interval } })
            {
                Active(service).Set("Interval", $"{TimeSpan.FromSeconds(interval):c}", $"Line {line}: interval {interval}; 0.6 s without this line.");
            }
        }
    }

    private JsonSection Active(ShippedService service) => clusters.Section(service.Cluster).Section("HealthCheck").Section("Active");

    private static bool IsRegex(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
