using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.PublicAddress;

/// <summary>Finds the gateway's address for the URLs in a phone's pages.</summary>
internal static class AddressForPhone
{
    /// <summary>The configured address, else the address that this phone used; null if neither is known.</summary>
    /// <remarks>
    /// A phone on https stays on https, even if the node uses http and its pages have http URLs. A phone on http follows a node's http URLs
    /// by http. It follows https URLs by https if the configuration has an https address of the gateway. If not, it follows them by http,
    /// because only the address that the phone used is known to work.
    /// </remarks>
    public static GatewayAddress? Of(HttpContext context, RewriteRules rules)
    {
        if (context.Request.IsHttps)
        {
            var https = rules.PublicHttps ?? Used(context, "https", defaultPort: 443);
            return https is null ? null : new(https, https, IsHttps: true) { PlainHttp = rules.PublicHttp };
        }

        var http = rules.PublicHttp ?? Used(context, "http", defaultPort: 80);
        return http is null ? null : new(http, rules.PublicHttps ?? http, IsHttps: false);
    }

    private static string? Used(HttpContext context, string scheme, int defaultPort)
    {
        // A client can write anything into Host, and HTTP/1.0 need not have one.
        var host = context.Request.Host.Value;
        if (HostAndPort.IsValid(host))
            return $"{scheme}://{host}";

        return context.Connection.LocalIpAddress is { } address
            ? $"{scheme}://{Format(address)}{Port(context.Connection.LocalPort, defaultPort)}"
            : null;
    }

    private static string Format(IPAddress address)
    {
        // A socket for both IPv4 and IPv6 reports mapped IPv4 addresses, and a zone means nothing to the phone.
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{new IPAddress(address.GetAddressBytes())}]" : $"{address}";
    }

    private static string Port(int port, int defaultPort) =>
        port == defaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
}
