using System.Net;
using System.Net.NetworkInformation;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>Where the gateway itself listens. As a node, it would ask itself, and that one itself, without end.</summary>
/// <param name="configuration">Gives what is in force: the addresses are those of <c>Urls</c> and of the management endpoint.</param>
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
                // What is wrong with it is said elsewhere.
                continue;
            }

            yield return address;
        }
    }

    /// <summary>A host that is no address stands for all of the machine's, as does an address that is unspecified.</summary>
    private static bool Covers(string host, IPAddress address) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.IsLoopback(address)
        : IPAddress.TryParse(host, out var own) && !own.Equals(IPAddress.Any) && !own.Equals(IPAddress.IPv6Any) ? own.Equals(address)
        : IsOfThisMachine(address);

    private static bool IsOfThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || NetworkInterface.GetAllNetworkInterfaces().SelectMany(link => link.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(address));
}
