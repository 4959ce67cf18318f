using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Discovery;

/// <summary>A node as DNS describes it.</summary>
/// <param name="Name">Its name here: the SRV target, or the address. The same on every gateway, since phones are shared out by it.</param>
/// <param name="Host">The host name that led to it, by which its pages may name it.</param>
/// <param name="Address">Its address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Priority">Its tier; null for the default.</param>
/// <param name="Weight">Its share; null for the default.</param>
internal sealed record DiscoveredNode(string Name, string Host, IPAddress Address, int Port, int? Priority = null, int? Weight = null)
{
    /// <summary>Scheme, host and port. The address, not the name: what is not looked up again cannot fail again.</summary>
    public string UrlWith(NodeScheme scheme) =>
        $"{(scheme == NodeScheme.Https ? "https" : "http")}://{(Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Address}]" : $"{Address}")}:{Port}/";
}
