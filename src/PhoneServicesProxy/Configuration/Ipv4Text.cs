using System.Globalization;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Accepts only IPv4 addresses of four decimal numbers. The framework also reads 10.1.1 as 10.1.0.1, 010.1.1.1 as 8.1.1.1, and 10.1.1.256 as a name.
/// </summary>
internal static class Ipv4Text
{
    /// <summary>Returns true if a host has only digits and dots, so an address is meant.</summary>
    public static bool IsMeant(string host) => host.Length > 0 && host.All(character => char.IsAsciiDigit(character) || character == '.');

    public static bool IsAddress(string host) =>
        host.Split('.') is { Length: 4 } parts
        && parts.All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) && (part.Length == 1 || part[0] != '0'));
}
