using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.PublicAddress;

/// <summary>Checks the addresses that pages name instead of a node's.</summary>
internal static class PublicBaseAddressValidator
{
    public static void Validate(PublicBaseAddressOptions options, ErrorList errors)
    {
        Validate("http", nameof(PublicBaseAddressOptions.Http), options.Http, errors);
        Validate("https", nameof(PublicBaseAddressOptions.Https), options.Https, errors);
    }

    private static void Validate(
        string scheme, string name, string? address, ErrorList errors)
    {
        if (string.IsNullOrEmpty(address) || IsBaseAddress(scheme, address))
            return;

        var key = $"{PublicBaseAddressOptions.Section}:{name}";
        errors.Add(key,
            $"is \"{address}\". Write {scheme}, host and port, without anything after them, such as \"{scheme}://phones.example.com:8080\", or \"\" for the address that each phone used.");
    }

    // A host that cannot be written into pages unchanged cannot be resolved by a phone either.
    private static bool IsBaseAddress(string scheme, string address) =>
        NodesValidator.IsNodeAddress(address)
        && new Uri(address) is var uri
        && uri.Scheme == scheme
        && HostAndPort.IsValid(uri.Authority);
}
