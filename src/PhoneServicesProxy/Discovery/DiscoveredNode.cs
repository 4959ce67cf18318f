using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>A node as DNS describes it.</summary>
/// <param name="Name">The node's name: the SRV target or the address. It is the same on every gateway, because it decides which phones a node gets.</param>
/// <param name="Host">The host name that led to it. The node's pages may use it.</param>
/// <param name="Address">Its address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Priority">Its tier; null for the default.</param>
/// <param name="Weight">Its weight; null for the default.</param>
internal sealed record DiscoveredNode(string Name, string Host, IPAddress Address, int Port, int? Priority = null, int? Weight = null)
{
    /// <summary>The configured name that led to it; null for a CallManager node whose origin does not matter.</summary>
    public DiscoverySource? Source { get; init; }

    /// <summary>Scheme, host and port. The host is the address, not the name, so no second lookup can fail.</summary>
    public string UrlWith(NodeScheme scheme) =>
        $"{(scheme == NodeScheme.Https ? "https" : "http")}://{(Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Address}]" : $"{Address}")}:{Port}/";
}
