using System.Text.RegularExpressions;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Discovery;

/// <summary>Checks the names, name servers and networks of discovery.</summary>
internal static partial class DiscoveryValidator
{
    public static void Validate(NodePools pools, ErrorList errors)
    {
        foreach (var pool in pools.All)
        {
            Validate(pool.DiscoveryKey, pool.Discovery, errors);
        }
    }

    private static void Validate(string key, DiscoveryOptions discovery, ErrorList errors)
    {
        CheckName(nameof(DiscoveryOptions.AddressName), discovery.AddressName, AddressName(), "a host name in full, such as \"ccm.example.com\"");
        CheckName(nameof(DiscoveryOptions.ServiceName), discovery.ServiceName, ServiceName(), "the name of SRV records, such as \"_phoneservices._tcp.example.com\"");
        foreach (var server in discovery.NameServers.Where(server => NameServerAddress.Parse(server) is null))
        {
            Add(nameof(DiscoveryOptions.NameServers), $"holds \"{server}\". {NetworkText.Remedy(server, "Write addresses, with a port where it is not 53, such as \"10.0.0.53\" or \"10.0.0.53:5353\".")}");
        }

        foreach (var network in discovery.Networks.Where(network => NetworkText.Parse(network) is null))
        {
            Add(nameof(DiscoveryOptions.Networks), $"holds \"{network}\". {NetworkText.Remedy(network, "Write networks with the length of their prefix, such as \"10.1.0.0/16\".")}");
        }

        if (discovery.MinInterval > discovery.MaxInterval)
        {
            errors.AddConflict(($"{key}:{nameof(discovery.MinInterval)}", TimeText.InFile(discovery.MinInterval)), ($"{key}:{nameof(discovery.MaxInterval)}", TimeText.InFile(discovery.MaxInterval)),
                "Write a shorter MinInterval or a longer MaxInterval.");
        }

        void CheckName(string property, string? name, Regex form, string remedy)
        {
            if (!string.IsNullOrEmpty(name) && !form.IsMatch(name))
            {
                Add(property, $"is \"{name}\". Write {remedy}.");
            }
        }

        void Add(string property, string message) => errors.Add($"{key}:{property}", message);
    }

    // An address also looks like a name, but it cannot be looked up.
    [GeneratedRegex(@"^(?=.{1,253}\.?$)(?![\d.]+$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex AddressName();

    [GeneratedRegex(@"^(?=.{1,253}\.?$)_[A-Za-z0-9-]{1,62}\._(tcp|udp)(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)+\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceName();
}
