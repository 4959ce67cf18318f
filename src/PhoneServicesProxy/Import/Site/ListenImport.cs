namespace PhoneServicesProxy.Import.Site;

/// <summary>Turns virtual servers into the ports that the gateway listens on.</summary>
internal static class ListenImport
{
    public static void Write(IReadOnlyList<BalancedService> services, JsonSection site, ImportFindings findings)
    {
        var comments = services.Select(service =>
            $"Line {service.Vserver.Virtual.Line}: virtual server {service.Vserver.Name}, {service.Virtual}.").ToList();
        var addresses = string.Join(", ", services.Select(service => service.Virtual.Address).Distinct());
        comments.Add($"Give this machine (or a pair of gateways, by VRRP) the address {addresses}, or enter its own address in CallManager.");

        var ports = services.SelectMany(service => service.Virtual.Port == 0 ? [80, 8080] : new[] { service.Virtual.Port }).Distinct();
        var http = ports.Where(port => !PhonePorts.IsHttps(port)).ToArray();
        foreach (var service in services.Where(service => PhonePorts.IsHttps(service.Virtual.Port)))
        {
            findings.Note(service.Vserver.Virtual.Line!.Value, $"virtual {service.Virtual}",
                $"The router passed TLS on to the reals. The gateway ends TLS itself. Give it a certificate that phones trust and add https://*:{service.Virtual.Port} to Urls.");
        }

        if (http.Length > 0)
        {
            site.Set("Urls", string.Join(';', http.Select(port => $"http://*:{port}")), [.. comments]);
        }
    }
}
