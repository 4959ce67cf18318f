namespace PhoneServicesProxy.Routing;

/// <summary>Says whether a route's last good pages are kept, and how a phone is recognised to get its own page.</summary>
internal enum LastGoodScope
{
    /// <summary>Pages are not kept.</summary>
    Never,

    /// <summary>
    /// Pages are kept only if the request has the device's name. This is for pages that differ between devices. Several phones may share an
    /// address behind a load balancer or address translation, and DHCP may give an address to another phone.
    /// </summary>
    ByName,

    /// <summary>By the device's name, or else by the client's address. This is for pages that are the same for all devices.</summary>
    ByNameOrAddress,
}
