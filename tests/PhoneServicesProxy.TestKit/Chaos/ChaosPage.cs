namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>A page that phones ask for during the run.</summary>
/// <param name="Title">Its name in reports.</param>
/// <param name="Path">Path and query; <c>{device}</c> stands for the device name.</param>
/// <param name="Root">Root element of the page.</param>
/// <param name="Share">Its share of all presses.</param>
internal sealed record ChaosPage(string Title, string Path, string Root, double Share)
{
    /// <summary>The pages that users ask for during a day.</summary>
    public static IReadOnlyList<ChaosPage> OfUsers { get; } =
    [
        new("Services menu", "/ccmcip/getservicesmenu.jsp?name={device}", "CiscoIPPhoneMenu", 0.35),
        new("directory menu", "/ccmcip/xmldirectory.jsp?name={device}", "CiscoIPPhoneMenu", 0.2),
        new("directory search", "/ccmcip/xmldirectoryinput.jsp", "CiscoIPPhoneInput", 0.15),
        new("directory list", "/ccmcip/xmldirectorylist.jsp?l=s&f=&n=", "CiscoIPPhoneDirectory", 0.15),
        new("Extension Mobility form", "/emapp/EMAppServlet?device={device}", "CiscoIPPhoneInput", 0.15),
    ];

    /// <summary>Mostly the Services button.</summary>
    public static IReadOnlyList<ChaosPage> All { get; } =
    [
        new("Services menu", "/ccmcip/getservicesmenu.jsp?name={device}", "CiscoIPPhoneMenu", 0.7),
        new("directory list", "/ccmcip/xmldirectorylist.jsp?l=s&f=&n=", "CiscoIPPhoneDirectory", 0.15),
        new("Extension Mobility form", "/emapp/EMAppServlet?device={device}", "CiscoIPPhoneInput", 0.15),
    ];
}
