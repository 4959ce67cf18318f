using System.Net;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Discovery;

/// <summary>An address with or without a port: <c>10.0.0.53</c>, <c>10.0.0.53:5353</c>, <c>[2001:db8::53]:53</c>.</summary>
internal static class NameServerAddress
{
    private const int DefaultPort = 53;

    /// <summary>Returns null if the text is not such an address.</summary>
    public static IPEndPoint? Parse(string text) =>
        text.Count(character => character == ':') < 2 && !Ipv4Text.IsAddress(text.Split(':')[0]) ? null
        : !IPEndPoint.TryParse(text, out var endpoint) ? null
        : endpoint.Port == 0 ? new(endpoint.Address, DefaultPort)
        : endpoint;
}
