using System.Net;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Turns the records of a name into nodes.</summary>
internal sealed class NodeLookup(IDnsResolver resolver, OwnAddresses own)
{
    /// <summary>A CallManager cluster has at most nine call-processing nodes and a few others. Each node is probed for every service.</summary>
    private const int MaxNodes = 32;

    /// <param name="source">The name.</param>
    /// <param name="known">The nodes of the last good lookup. They stay if the address of their SRV target cannot be looked up.</param>
    /// <param name="options">The name servers, and the addresses that may be nodes.</param>
    /// <param name="cancellation">Ends the lookup.</param>
    public async Task<LookupResult> LookUpAsync(
        DiscoverySource source, IReadOnlyList<DiscoveredNode> known, DiscoveryOptions options, CancellationToken cancellation)
    {
        var result = source.IsService
            ? await ServicesAsync(source, known, options, cancellation)
            : await HostAsync(source, options, cancellation);
        if (result.Nodes.Count is > 0 and <= MaxNodes)
        {
            return result;
        }

        throw new LookupFailedException(LookupFailure.Unusable, result.Nodes.Count > 0
            ? $"{source.Name} has {result.Nodes.Count} nodes, more than the {MaxNodes} {(source.Pool.Length == 0 ? "that are taken for a CallManager cluster" : "that a pool may have")}"
            : string.Join("; ", result.Complaints));
    }

    private async Task<LookupResult> HostAsync(DiscoverySource source, DiscoveryOptions options, CancellationToken cancellation)
    {
        var name = source.Name;
        var complaints = new List<string>();
        var answer = await AddressesAsync(name, options, cancellation);
        var nodes = Allowed(source, name, answer.Records, options.Port, options, complaints)
            .Select(address => new DiscoveredNode(NameOf(address), name, address, options.Port));
        return new(Ordered(nodes), answer.TimeToLive, complaints);
    }

    private async Task<LookupResult> ServicesAsync(
        DiscoverySource source, IReadOnlyList<DiscoveredNode> known, DiscoveryOptions options, CancellationToken cancellation)
    {
        var name = source.Name;
        var complaints = new List<string>();
        var answer = await resolver.ServicesAsync(name, options, cancellation);
        if (answer.Records.Any(record => record.Target.Length == 0))
        {
            complaints.Add($"{name} says that there is no such service (a target of \".\")");
        }

        var records = answer.Records.Where(record => record.Target.Length > 0).DistinctBy(record => (record.Target.ToUpperInvariant(), record.Port)).ToArray();
        var timeToLive = answer.TimeToLive;
        var nodes = new List<DiscoveredNode>();
        foreach (var record in ServiceWeights.Apply(records))
        {
            var needsPort = records.Count(other => other.Target.Equals(record.Target, StringComparison.OrdinalIgnoreCase)) > 1;
            try
            {
                var addresses = await AddressesAsync(record.Target, options, cancellation);
                timeToLive = Shorter(timeToLive, addresses.TimeToLive);
                nodes.AddRange(NodesOf(record, needsPort, Allowed(source, record.Target, addresses.Records, record.Port, options, complaints)));
            }
            catch (LookupFailedException failure)
            {
                complaints.Add(failure.Message);
                var addresses = known.Where(node => node.Host.Equals(record.Target, StringComparison.OrdinalIgnoreCase) && node.Port == record.Port)
                    .Select(node => node.Address);
                nodes.AddRange(NodesOf(record, needsPort, [.. addresses]));
            }
        }

        return new(Ordered(nodes), timeToLive, complaints);
    }

    private static IEnumerable<DiscoveredNode> NodesOf(ServiceRecord record, bool needsPort, IPAddress[] addresses)
    {
        var host = record.Target.ToLowerInvariant();
        foreach (var address in addresses)
        {
            var name = host + (addresses.Length > 1 ? $"-{NameOf(address)}" : "") + (needsPort ? $"-{record.Port}" : "");
            yield return new(name, host, address, record.Port, record.Priority, record.Weight);
        }
    }

    private async Task<DnsAnswer<IPAddress>> AddressesAsync(string name, DiscoveryOptions options, CancellationToken cancellation)
    {
        var preferSix = options.Addresses == AddressPreference.PreferIPv6;
        var preferred = await OrNoneAsync(preferSix ? resolver.IPv6Async(name, options, cancellation) : resolver.IPv4Async(name, options, cancellation));
        if (preferred is not null && options.Addresses != AddressPreference.Both)
        {
            return preferred;
        }

        var other = await OrNoneAsync(preferSix ? resolver.IPv4Async(name, options, cancellation) : resolver.IPv6Async(name, options, cancellation));
        return (preferred, other) switch
        {
            (null, null) => throw new LookupFailedException(LookupFailure.NoRecords, $"{name} has no address"),
            (_, null) => preferred,
            (null, _) => other,
            _ => new([.. preferred.Records, .. other.Records], Shorter(preferred.TimeToLive, other.TimeToLive)),
        };
    }

    /// <summary>Returns null for "no such records", which is a valid answer. No answer is a failure.</summary>
    private static async Task<DnsAnswer<IPAddress>?> OrNoneAsync(Task<DnsAnswer<IPAddress>> asked)
    {
        try
        {
            return await asked;
        }
        catch (LookupFailedException failure) when (failure.Reason == LookupFailure.NoRecords)
        {
            return null;
        }
    }

    private IPAddress[] Allowed(DiscoverySource source, string host, IEnumerable<IPAddress> addresses, int port, DiscoveryOptions options, List<string> complaints)
    {
        var allowed = new List<IPAddress>();
        foreach (var address in addresses.Distinct())
        {
            if (!AllowedAddresses.Contains(address, options.Networks))
            {
                complaints.Add($"{address}, an address of {host}, is not in a network where nodes may be ({source.Key}:Networks)");
            }
            else if (own.Contains(address, port))
            {
                complaints.Add($"{address}, an address of {host}, is this gateway's own at port {port}, and no node");
            }
            else
            {
                allowed.Add(address);
            }
        }

        return [.. allowed];
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Colons are replaced, because a colon separates keys in the configuration, and a node's name may be part of a key.</summary>
    private static string NameOf(IPAddress address) => address.ToString().Replace(':', '-');

    private static IReadOnlyList<DiscoveredNode> Ordered(IEnumerable<DiscoveredNode> nodes) =>
        [.. nodes.DistinctBy(node => node.Name).OrderBy(node => node.Name, StringComparer.Ordinal)];
}
