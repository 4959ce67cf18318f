using System.Net;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Discovery;

/// <summary>A name server with the records that a test writes.</summary>
internal sealed class StubResolver : IDnsResolver
{
    public Dictionary<string, ServiceRecord[]> Services { get; } = [];

    public Dictionary<string, string[]> Addresses { get; } = [];

    /// <summary>Names for which nothing is answered.</summary>
    public HashSet<string> Silent { get; } = [];

    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromSeconds(60);

    public int Asked { get; private set; }

    public Task<DnsAnswer<ServiceRecord>> ServicesAsync(string name, DiscoveryOptions options, CancellationToken cancellation) =>
        AnswerAsync(name, Services.GetValueOrDefault(name) ?? []);

    public Task<DnsAnswer<IPAddress>> IPv4Async(string name, DiscoveryOptions options, CancellationToken cancellation) =>
        AnswerAsync(name, AddressesOf(name, sixes: false));

    public Task<DnsAnswer<IPAddress>> IPv6Async(string name, DiscoveryOptions options, CancellationToken cancellation) =>
        AnswerAsync(name, AddressesOf(name, sixes: true));

    private IPAddress[] AddressesOf(string name, bool sixes) =>
        [.. (Addresses.GetValueOrDefault(name) ?? []).Where(address => address.Contains(':') == sixes).Select(IPAddress.Parse)];

    private Task<DnsAnswer<T>> AnswerAsync<T>(string name, T[] records)
    {
        Asked++;
        return Silent.Contains(name) ? Task.FromException<DnsAnswer<T>>(new LookupFailedException(LookupFailure.NoAnswer, $"silence about {name}"))
            : records.Length == 0 ? Task.FromException<DnsAnswer<T>>(new LookupFailedException(LookupFailure.NoRecords, $"nothing for {name}"))
            : Task.FromResult(new DnsAnswer<T>(records, TimeToLive));
    }
}
