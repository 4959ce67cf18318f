namespace PhoneServicesProxy.Import.Site;

/// <summary>The ports of CallManager's phone services: 80 before version 5, 8080 since then, 443 and 8443 for https.</summary>
internal static class PhonePorts
{
    public static bool Contains(int port) => port is 0 or 80 or 8080 or 443 or 8443;

    public static bool IsHttps(int port) => port is 443 or 8443;
}
