namespace PhoneServicesProxy.Audit;

/// <summary>The places in CallManager's administration that set the phones' URLs.</summary>
internal static class CallManagerScreens
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["servicesURL"] = "URL Services",
        ["secureServicesURL"] = "Secured Services URL",
        ["directoryURL"] = "URL Directories",
        ["secureDirectoryURL"] = "Secured Directory URL",
        ["authenticationURL"] = "URL Authentication",
        ["secureAuthenticationURL"] = "Secured Authentication URL",
        ["informationURL"] = "URL Information",
        ["secureInformationURL"] = "Secured Information URL",
        ["messagesURL"] = "URL Messages",
        ["secureMessagesURL"] = "Secured Messages URL",
        ["idleURL"] = "URL Idle",
        ["secureIdleURL"] = "Secured Idle URL",
        ["proxyServerURL"] = "IP Phone Proxy Address",
    };

    /// <summary>Elements that a phone ignores if its provisioning is Internal.</summary>
    private static readonly string[] External =
        ["servicesURL", "secureServicesURL", "directoryURL", "secureDirectoryURL", "messagesURL", "secureMessagesURL"];

    public static bool IsExternal(string element) => External.Contains(element, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the name that administrators know.</summary>
    public static string Title(PhoneUrl url) => url.Source switch
    {
        PhoneUrl.File => Parameters.GetValueOrDefault(url.Name, url.Name),
        PhoneUrl.Service => $"phone service \"{url.Name}\"",
        _ => $"menu entry \"{url.Name}\"",
    };

    /// <summary>Returns the place where it can be changed.</summary>
    public static string Screen(PhoneUrl url) => url.Source switch
    {
        PhoneUrl.File => $"System > Enterprise Parameters > {Title(url)}, or Device > Phone > External Data Locations Information where a phone has its own; then reset the phones",
        _ => $"Device > Device Settings > Phone Services > {url.Name} > Service URL (https: Secure-Service URL), then Update Subscriptions",
    };
}
