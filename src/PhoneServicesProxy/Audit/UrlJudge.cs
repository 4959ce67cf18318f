using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Audit;

/// <summary>Finds out where a URL leads a phone, and what to change.</summary>
internal sealed class UrlJudge(AddressBook addresses, RoutedPaths routes)
{
    private const string Application = "Application:";
    private const int Internal = 0;
    private const int External = 1;

    /// <summary>The functions that the phone performs itself by asking a node, and the pages that do the same.</summary>
    private static readonly Dictionary<string, string> Directories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Application:Cisco/CorporateDirectory"] = "/ccmcip/xmldirectoryinput.jsp",
        ["Application:Cisco/PersonalDirectory"] = "/ccmpd/pdCheckLogin.do?name=undefined",
    };

    /// <param name="device">The phone.</param>
    /// <param name="url">One of its URLs.</param>
    /// <param name="file">Its configuration file.</param>
    public async ValueTask<AuditedUrl> JudgeAsync(string device, PhoneUrl url, PhoneFile file)
    {
        var result = new AuditedUrl(device, url.Source, url.Name, ShownUrl.Of(url.Url), LeadsTo.None, "") { Title = CallManagerScreens.Title(url) };
        if (url.Url.Length == 0)
        {
            return result;
        }

        if (url.Source == PhoneUrl.File && file.Provisioning == Internal && CallManagerScreens.IsExternal(url.Name))
        {
            return result with
            {
                LeadsTo = LeadsTo.Internal,
                Advice = "This phone never asks for it: its Service Provisioning is Internal. To use it, set Service Provisioning to Both (System > Enterprise Parameters, or Device > Phone).",
            };
        }

        return url.Url.StartsWith(Application, StringComparison.OrdinalIgnoreCase) ? JudgeApplication(result, url, file)
            : Read(url) is { } uri ? await JudgeAsync(result, url, uri, file)
            : url.Source == PhoneUrl.File ? result with { LeadsTo = LeadsTo.Other, Advice = $"It is no URL that a phone can follow. Change it at {CallManagerScreens.Screen(url)}." }
            : result;
    }

    /// <summary>A proxy has only host and port, so a scheme is added.</summary>
    private static Uri? Read(PhoneUrl url)
    {
        var text = url.Url.Contains("://", StringComparison.Ordinal) || url.Source != PhoneUrl.File || url.Name != "proxyServerURL" ? url.Url : $"http://{url.Url}/";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? uri : null;
    }

    private AuditedUrl JudgeApplication(AuditedUrl result, PhoneUrl url, PhoneFile file)
    {
        var isUsed = file.Provisioning != External;
        return result with
        {
            LeadsTo = LeadsTo.Internal,
            Bypasses = isUsed && Directories.ContainsKey(url.Url),
            Advice = isUsed && Directories.TryGetValue(url.Url, out var path)
                ? $"The phone asks the node at which it is registered. Write {addresses.Http ?? "http://GATEWAY"}{path} at {CallManagerScreens.Screen(url)}; or set Service Provisioning to External or Both."
                : "",
        };
    }

    private async ValueTask<AuditedUrl> JudgeAsync(AuditedUrl result, PhoneUrl url, Uri uri, PhoneFile file)
    {
        var isRouted = routes.Take(uri.AbsolutePath);
        var (leadsTo, whose) = await addresses.OfAsync(uri.IdnHost, uri.Port, isRouted, file.CallManagers);

        // The gateway rewrites addresses in menus to its own if it has a route for them.
        if (url.Source == PhoneUrl.Menu && leadsTo == LeadsTo.Node && isRouted && addresses.IsRewritten(whose, uri.IdnHost, uri.Port))
        {
            leadsTo = LeadsTo.Gateway;
        }

        var isUsed = url.Source != PhoneUrl.Service || file.Provisioning != External;

        // Often only the port was left out. Another web server on the gateway's machine has other paths, so only routed paths count.
        var isAtOtherPort = leadsTo == LeadsTo.Other && isRouted && await addresses.IsGatewayHostAsync(uri.IdnHost);
        return result with
        {
            LeadsTo = leadsTo,
            // .NET may find no user before the at sign where a phone finds one. Then the host is not certain and is not shown.
            Owner = uri.UserInfo.Length == 0 && result.Url.Contains("…@", StringComparison.Ordinal) ? "…" : whose,
            Bypasses = leadsTo == LeadsTo.Node && isUsed,
            Advice = leadsTo switch
            {
                LeadsTo.Node when !isUsed => "Not used as long as Service Provisioning is External: then the phone asks for its Services menu.",
                LeadsTo.Node when url.Source == PhoneUrl.Menu && !isRouted => $"No route of the gateway takes it. {RouteFor(uri, whose)}",
                LeadsTo.Node => $"Write {Through(uri)} at {CallManagerScreens.Screen(url)}.{(isRouted || IsProxy(url) ? "" : $" Before that: {RouteFor(uri, whose)}")}",
                LeadsTo.Gateway when !isRouted && !IsProxy(url) && url.Source != PhoneUrl.Menu => $"No route of the gateway takes it, so the phone is told that there is no such page. {RouteFor(uri, whose)}",
                LeadsTo.Other when isAtOtherPort => $"The gateway does not listen at port {uri.Port}. Write {Through(uri)} at {CallManagerScreens.Screen(url)}. If a load balancer takes it to the gateway: add {uri.Authority} to PhoneServices:Audit:GatewayAddresses.",
                _ => "",
            },
        };
    }

    private static bool IsProxy(PhoneUrl url) => url is { Source: PhoneUrl.File, Name: "proxyServerURL" };

    private string Through(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttps ? addresses.Https : addresses.Http) is { } gateway
            ? $"{gateway}{ShownUrl.PathAndQuery(uri)}"
            : $"the gateway's address in place of {uri.Authority} (it has none for {uri.Scheme}: add one to Urls)";

    private string RouteFor(Uri uri, string whose) =>
        $"Add a route: \"ReverseProxy\": {{ \"Routes\": {{ \"NAME\": {{ \"ClusterId\": \"{(addresses.ClusterOf(whose) is { Length: > 0 } cluster ? cluster : "services-menu")}\", \"Match\": {{ \"Path\": \"{ShownUrl.Path(uri)}\" }}, \"Metadata\": {{ \"FailoverPolicy\": \"Login\" }} }} }} }}";
}
