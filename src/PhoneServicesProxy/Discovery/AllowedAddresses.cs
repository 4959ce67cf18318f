using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Discovery;

/// <summary>
/// Decides which addresses may be nodes. An attacker who can change DNS records must not be able to redirect requests, which may contain PINs.
/// </summary>
internal static class AllowedAddresses
{
    public static bool Contains(IPAddress address, IReadOnlyList<string> networks)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IsNoHost(address))
        {
            return false;
        }

        return networks.Count == 0
            ? !IPAddress.IsLoopback(address) && !IsLinkLocal(address)
            : networks.Any(network => NetworkText.Parse(network)?.Contains(address) == true);
    }

    /// <summary>The unspecified address, multicast, broadcast and reserved addresses.</summary>
    private static bool IsNoHost(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.Equals(IPAddress.IPv6Any) || address.IsIPv6Multicast
            : address.GetAddressBytes()[0] is 0 or >= 224;

    private static bool IsLinkLocal(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.IsIPv6LinkLocal : address.GetAddressBytes() is [169, 254, ..];
}
