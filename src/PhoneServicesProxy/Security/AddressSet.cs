using System.Net;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>A set of networks and single addresses.</summary>
internal sealed class AddressSet(IEnumerable<string> networks)
{
    private readonly IPNetwork[] _networks = [.. networks.Select(network => Parse(network)!.Value)];

    public bool IsEmpty => _networks.Length == 0;

    public IReadOnlyList<IPNetwork> Networks => _networks;

    /// <summary>Returns null if the text is neither a network nor an address.</summary>
    public static IPNetwork? Parse(string text) =>
        NetworkText.Parse(text) is { } network ? network
        : IPAddress.TryParse(text, out var address) && NetworkText.IsAsWritten(text) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    public bool Contains(IPAddress address)
    {
        // A dual-stack socket reports IPv4 addresses as IPv4-mapped IPv6 addresses.
        var asWritten = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.Contains(asWritten))
            {
                return true;
            }
        }

        return false;
    }
}
