using System.Globalization;

namespace PhoneServicesProxy.Configuration;

/// <summary>IPv4 addresses as people write them. The framework also reads 10.1.1 as 10.1.0.1, 010.1.1.1 as 8.1.1.1, and 10.1.1.256 as a name.</summary>
internal static class Ipv4Text
{
    /// <summary>Whether a host is nothing but digits and dots: then an address is meant.</summary>
    public static bool IsMeant(string host) => host.Length > 0 && host.All(character => char.IsAsciiDigit(character) || character == '.');

    public static bool IsAddress(string host) =>
        host.Split('.') is { Length: 4 } parts
        && parts.All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) && (part.Length == 1 || part[0] != '0'));
}
