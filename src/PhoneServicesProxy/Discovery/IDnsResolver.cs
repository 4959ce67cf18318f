using System.Net;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Asks name servers. Every method throws <see cref="LookupFailedException"/> if there is no record.</summary>
internal interface IDnsResolver
{
    Task<DnsAnswer<ServiceRecord>> ServicesAsync(string name, DiscoveryOptions options, CancellationToken cancellation);

    Task<DnsAnswer<IPAddress>> IPv4Async(string name, DiscoveryOptions options, CancellationToken cancellation);

    Task<DnsAnswer<IPAddress>> IPv6Async(string name, DiscoveryOptions options, CancellationToken cancellation);
}
