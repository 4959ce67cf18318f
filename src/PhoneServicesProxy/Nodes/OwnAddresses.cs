using System.Net;
using System.Net.NetworkInformation;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>The addresses that the gateway itself listens on. A node at such an address would make the gateway call itself in a loop.</summary>
/// <param name="configuration">Gets the current configuration, for <c>Urls</c> and the address of the management endpoint.</param>
internal sealed class OwnAddresses(Func<IConfiguration> configuration)
{
    private const string Management = SettingKeys.ManagementUrl;

    public bool Contains(IPAddress address, int port) =>
        Listening().Any(own => own.Port == port && Covers(own.Host, address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private IEnumerable<BindingAddress> Listening()
    {
        var root = configuration();
        foreach (var url in $"{root["Urls"]};{root[Management]}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                // Another validator reports what is wrong with it.
                continue;
            }

            yield return address;
        }
    }

    /// <summary>A host that is not an address, or an unspecified address, means all addresses of this machine.</summary>
    private static bool Covers(string host, IPAddress address) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.IsLoopback(address)
        : IPAddress.TryParse(host, out var own) && !own.Equals(IPAddress.Any) && !own.Equals(IPAddress.IPv6Any) ? own.Equals(address)
        : IsOfThisMachine(address);

    private static bool IsOfThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || NetworkInterface.GetAllNetworkInterfaces().SelectMany(link => link.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(address));
}
