using System.Net;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.FunctionalTests.Audit;

/// <summary>A name server that gives every name the same addresses.</summary>
internal sealed class FixedResolver(params string[] addresses) : IDnsResolver
{
    public Task<DnsAnswer<ServiceRecord>> ServicesAsync(string name, DiscoveryOptions options, CancellationToken cancellation) => None<ServiceRecord>(name);

    public Task<DnsAnswer<IPAddress>> IPv4Async(string name, DiscoveryOptions options, CancellationToken cancellation) => addresses.Length == 0
        ? None<IPAddress>(name)
        : Task.FromResult(new DnsAnswer<IPAddress>([.. addresses.Select(IPAddress.Parse)], TimeSpan.FromMinutes(1)));

    public Task<DnsAnswer<IPAddress>> IPv6Async(string name, DiscoveryOptions options, CancellationToken cancellation) => None<IPAddress>(name);

    private static Task<DnsAnswer<T>> None<T>(string name) =>
        Task.FromException<DnsAnswer<T>>(new LookupFailedException(LookupFailure.NoAnswer, $"nothing for {name}"));
}
