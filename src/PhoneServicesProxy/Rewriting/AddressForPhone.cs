using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Rewriting;

/// <summary>Finds the address of the gateway that is written into a phone's pages.</summary>
internal static class AddressForPhone
{
    /// <summary>The address that this phone used, or the configured one; null where neither is known.</summary>
    /// <remarks>
    /// A phone that came by https stays on https, also where a node behind the gateway speaks http only and names itself so:
    /// what was protected stays protected. A phone that came by http follows a node's http URLs by http, and its https URLs
    /// by https where the configuration tells an https address of the gateway; otherwise by http, because the address that
    /// the phone used is the only one that is known to be served.
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
        // Anybody can write anything into Host, and HTTP/1.0 need not have one.
        var host = context.Request.Host.Value;
        if (HostAndPort.IsValid(host))
            return $"{scheme}://{host}";

        return context.Connection.LocalIpAddress is { } address
            ? $"{scheme}://{Format(address)}{Port(context.Connection.LocalPort, defaultPort)}"
            : null;
    }

    private static string Format(IPAddress address)
    {
        // A socket for both IPv4 and IPv6 tells IPv4 addresses as mapped ones, and a zone means nothing to the phone.
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{new IPAddress(address.GetAddressBytes())}]" : $"{address}";
    }

    private static string Port(int port, int defaultPort) =>
        port == defaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
}
