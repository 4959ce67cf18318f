using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PublicAddress;

namespace PhoneServicesProxy.Audit;

/// <summary>Knows whether an address belongs to the gateway, a node or another server. Unknown names are looked up in DNS.</summary>
internal sealed class AddressBook
{
    private static readonly TimeSpan LookupLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _servers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Host, int Port), string> _nodePorts = [];
    private readonly HashSet<(string Host, int Port)> _gateway = [];
    private readonly HashSet<string> _gatewayHosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Task<string[]>> _lookups = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationToken _stop;

    private AddressBook(CancellationToken stop) => _stop = stop;

    /// <summary>The gateway's http address, which replaces a node's; null if none is known.</summary>
    public string? Http { get; private set; }

    /// <summary>The gateway's https address; null if none is known.</summary>
    public string? Https { get; private set; }

    public static async Task<AddressBook> CreateAsync(GatewayConfiguration configuration, CancellationToken stop)
    {
        var book = new AddressBook(stop);
        book.AddGateway(configuration);
        var pools = configuration.Options.Pools;
        foreach (var pool in pools.All)
        {
            var cluster = configuration.Clusters.FirstOrDefault(cluster => pools.Of(cluster) == pool && !NodeDestinations.HasOwn(cluster));
            foreach (var (name, node) in pool.Nodes)
            {
                await (pool.IsOfCallManager ? book.AddNodeAsync(name, [node.Address, node.Host, .. node.Aliases]) : book.AddServerAsync(name, node, cluster?.ClusterId));
            }
        }

        foreach (var (name, destination) in configuration.Clusters.Where(NodeDestinations.HasOwn).SelectMany(cluster => cluster.Destinations!))
        {
            await book.AddNodeAsync(name, [destination.Address, destination.Host]);
        }

        return book;
    }

    /// <summary>Returns the cluster of a pool's server; null for any other name.</summary>
    public string? ClusterOf(string server) => _clusters.GetValueOrDefault(server);

    /// <summary>Reads a host with or without a port. Returns null for any other text.</summary>
    public static (string Host, int? Port)? HostAndPort(string text)
    {
        var bracketed = IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !text.StartsWith('[') ? $"[{text}]" : text;
        return PhoneXml.HostAndPort.IsValid(bracketed) && Uri.TryCreate($"http://{bracketed}/", UriKind.Absolute, out var uri)
            ? (uri.IdnHost, bracketed.EndsWith($":{uri.Port.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal) ? uri.Port : null)
            : null;
    }

    /// <summary>Finds out whose address it is.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="isRouted">True if the gateway has a route for the path. Then a server of a pool is bypassed at its other ports, too.</param>
    /// <param name="callManagers">Hosts that are nodes although the configuration does not name them.</param>
    /// <returns>The owner's kind, and the name of the node, or the host.</returns>
    public async ValueTask<(LeadsTo LeadsTo, string Whose)> OfAsync(string host, int port, bool isRouted, IReadOnlyList<string> callManagers)
    {
        var key = Canonical(host);
        if (Find(key, port, isRouted) is { } known)
        {
            return known;
        }

        if (callManagers.Any(callManager => Canonical(callManager).Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            return (LeadsTo.Node, host);
        }

        foreach (var address in await LookUpAsync(key))
        {
            if (Find(address, port, isRouted) is { } found)
            {
                return found;
            }
        }

        return (LeadsTo.Other, host);
    }

    /// <summary>True if the host is the gateway's, whatever the port.</summary>
    public async ValueTask<bool> IsGatewayHostAsync(string host)
    {
        var key = Canonical(host);
        return _gatewayHosts.Contains(key) || (await LookUpAsync(key)).Any(_gatewayHosts.Contains);
    }

    private (LeadsTo, string)? Find(string key, int port, bool isRouted) =>
        _gateway.Contains((key.ToUpperInvariant(), port)) ? (LeadsTo.Gateway, "the gateway")
        : _nodePorts.TryGetValue((key.ToUpperInvariant(), port), out var node) || _nodes.TryGetValue(key, out node) || (isRouted && _servers.TryGetValue(key, out node)) ? (LeadsTo.Node, node)
        : null;

    /// <summary>True if pages are rewritten that name this host and port: all ports of a CallManager node, and the pool's own ports of a server.</summary>
    public bool IsRewritten(string server, string host, int port) =>
        ClusterOf(server) is null || _nodePorts.ContainsKey((Canonical(host).ToUpperInvariant(), port));

    private async Task AddServerAsync(string name, NodeOptions node, string? cluster)
    {
        if (!Uri.TryCreate(node.Address, UriKind.Absolute, out var address))
        {
            return;
        }

        _clusters[name] = cluster ?? "";
        foreach (var host in node.Aliases.Append(node.Host).OfType<string>().Select(text => HostAndPort(text)?.Host).OfType<string>().Prepend(address.IdnHost))
        {
            var key = Canonical(host);
            foreach (var one in (await LookUpAsync(key)).Prepend(key))
            {
                _servers.TryAdd(one, name);
                foreach (var port in PhoneXml.KnownNodes.PortsOfServer(address.Port))
                {
                    _nodePorts.TryAdd((one.ToUpperInvariant(), port), name);
                }
            }
        }
    }

    private async Task AddNodeAsync(string name, IEnumerable<string?> addresses)
    {
        foreach (var address in addresses.OfType<string>())
        {
            var uri = NodesValidator.IsNodeAddress(address) ? new Uri(address) : null;
            if ((uri?.IdnHost ?? HostAndPort(address)?.Host) is not { } host)
            {
                continue;
            }

            var key = Canonical(host);
            foreach (var one in (await LookUpAsync(key)).Prepend(key))
            {
                _nodes.TryAdd(one, name);
                _nodePorts.TryAdd((one.ToUpperInvariant(), uri?.Port ?? 0), name);
            }
        }
    }

    private void AddGateway(GatewayConfiguration configuration)
    {
        var urls = (configuration.Root["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(BindingAddress.Parse).Where(url => !url.IsUnixPipe).ToArray();
        var bases = new[] { configuration.Options.Get<PublicBaseAddressOptions>().Http, configuration.Options.Get<PublicBaseAddressOptions>().Https }
            .Where(text => !string.IsNullOrEmpty(text)).Select(text => new Uri(text!)).ToArray();
        int[] ports = [.. urls.Select(url => url.Port).Concat(bases.Select(uri => uri.Port)).Distinct()];
        foreach (var url in urls)
        {
            foreach (var host in HostsOf(url.Host))
            {
                AddGateway(host, url.Port);
            }
        }

        foreach (var uri in bases)
        {
            AddGateway(uri.IdnHost, uri.Port);
        }

        var further = configuration.Options.Get<AuditOptions>().GatewayAddresses.Select(HostAndPort).OfType<(string Host, int? Port)>().ToArray();
        foreach (var (host, port) in further)
        {
            foreach (var one in port is { } given ? [given] : ports)
            {
                AddGateway(host, one);
            }
        }

        Http = Base(Uri.UriSchemeHttp);
        Https = Base(Uri.UriSchemeHttps);

        // A port that is not in Urls, such as a load balancer's, does not say whether it is http or https.
        string SchemeOf(int port) => urls.FirstOrDefault(url => url.Port == port)?.Scheme.ToLowerInvariant()
            ?? (IsUsualForHttps(port) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp);

        string? Base(string scheme)
        {
            if (bases.FirstOrDefault(uri => uri.Scheme == scheme) is { } written)
            {
                return written.GetLeftPart(UriPartial.Authority);
            }

            var url = urls.FirstOrDefault(url => url.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase));
            var named = further.Where(one => one.Port is { } given ? SchemeOf(given) == scheme : url is not null).Take(1).ToArray();
            if (url is null && named.Length == 0)
            {
                return null;
            }

            var host = named.Length > 0 ? named[0].Host : IsOfAll(url!.Host) ? "GATEWAY" : url.Host;
            var port = named.Length > 0 && named[0].Port is { } own ? own : url!.Port;
            return new UriBuilder(scheme, "placeholder", port).Uri.GetLeftPart(UriPartial.Authority)
                .Replace("placeholder", host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host, StringComparison.Ordinal);
        }
    }

    private static bool IsUsualForHttps(int port) => port is 443 or 8443;

    private void AddGateway(string host, int port)
    {
        var key = Canonical(host);
        _gateway.Add((key.ToUpperInvariant(), port));
        _gatewayHosts.Add(key);
    }

    private static IEnumerable<string> HostsOf(string host) => !IsOfAll(host)
        ? [host]
        :
        [
            .. NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Select(address => address.Address.ToString()),
            Dns.GetHostName(), "localhost",
        ];

    private static bool IsOfAll(string host) =>
        host is "*" or "+" || (IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));

    private Task<string[]> LookUpAsync(string host) => IPAddress.TryParse(host, out _) ? Task.FromResult<string[]>([]) : _lookups.GetOrAdd(host, ResolveAsync);

    private async Task<string[]> ResolveAsync(string host)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, _stop).WaitAsync(LookupLimit, _stop);
            return [.. found.Select(address => Canonical(address.ToString()))];
        }
        catch (Exception error) when (error is SocketException or TimeoutException or ArgumentException)
        {
            // A name that DNS does not know belongs to no known server.
            return [];
        }
    }

    private static string Canonical(string host)
    {
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return host.TrimEnd('.');
        }

        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes())).ToString();
    }
}
