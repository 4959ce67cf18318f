namespace PhoneServicesProxy.Routing;

/// <summary>Whether a route's pages are kept as last good ones, and by what a phone gets its own again.</summary>
internal enum LastGoodScope
{
    /// <summary>They are not kept.</summary>
    Never,

    /// <summary>
    /// Only where the request names the device: for pages that differ from device to device. Several phones may share an
    /// address, behind a load balancer or a translation of addresses, and DHCP gives it to another one day.
    /// </summary>
    ByName,

    /// <summary>By the device's name, else by the client's address: for pages that are the same for all devices.</summary>
    ByNameOrAddress,
}
