using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Overrides;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Reports the configuration and the overrides.</summary>
internal sealed class ConfigurationReporter(
    CurrentConfiguration current, ConfigurationLoader loader, ConfigurationReloader reloader, NodeOverrides overrides, OverrideFile state,
    IEnumerable<ReloadingCertificate> certificates)
{
    public ConfigurationReport Report()
    {
        var (root, options, routes, clusters) = current.Value;
        return new(
            loader.Files,
            [.. reloader.LastErrors.Select(error => error.ToString()), .. certificates.Where(certificate => certificate.Doubt is not null).Select(certificate => $"The certificate on disk for {certificate.Name} is not in force: {certificate.Doubt!.Text}.")],
            overrides.All.ToDictionary(pair => pair.Key, pair => OverrideReport.Of(pair.Key, pair.Value)!),
            state.Path,
            root["Urls"] is { } urls && !urls.Contains('@') ? urls : null,
            RedactedConfiguration.Of(options.ByName),
            RedactedConfiguration.Of(new
            {
                Routes = routes.ToDictionary(route => route.RouteId),
                Clusters = clusters.ToDictionary(cluster => cluster.ClusterId),
            }),
            RedactedSection.Of(root.GetSection("Kestrel")),
            RedactedSection.Of(root.GetSection("Logging")));
    }
}
