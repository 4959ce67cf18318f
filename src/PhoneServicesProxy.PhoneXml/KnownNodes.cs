using System.Net;
using System.Runtime.InteropServices;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Every host and port by which a page can name a node: the addresses and aliases of nodes, the <c>Host</c> that they are sent, because a
/// page may repeat it, and the destinations that clusters define themselves.
/// </summary>
/// <remarks>
/// <para>CallManager's web server has the same pages on 80 and 8080 for http and on 443 and 8443 for https. So a node that is configured
/// with one of these ports is known by all four. A node with another port is reached through a forwarder, and nobody knows which other
/// services listen at that address. Such a node is known by that port only. Its aliases and Host are names of its own. They are known by
/// the four ports and by the configured port.</para>
/// <para>Of another server only the configured port is known, and the same web server's port for https: 443 beside 80, 8443 beside 8080. Its
/// other ports may be other applications. Its Host is a name that its pages repeat, with the port of that name.</para>
/// <para>Any other port of a node's host belongs to another service, such as an administration page, and the gateway has no route for it.
/// A destination whose address has a path is not a node here either, because its pages are not found under the same path.</para>
/// </remarks>
internal sealed class KnownNodes
{
    public static readonly KnownNodes None = new();

    /// <summary>All these ports lead to the same web server.</summary>
    public static readonly int[] CallManagerPorts = [80, 443, 8080, 8443];

    private readonly Dictionary<string, HashSet<int>> _ports = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<int>>.AlternateLookup<ReadOnlySpan<char>> _byHost;

    private KnownNodes() => _byHost = _ports.GetAlternateLookup<ReadOnlySpan<char>>();

    public static KnownNodes Of(IEnumerable<KnownNode> nodes)
    {
        var known = new KnownNodes();
        foreach (var node in nodes)
        {
            known.Add(node);
        }

        return known;
    }

    /// <summary>True for a node's host and port.</summary>
    /// <param name="host">A name, an IPv4 address or an IPv6 address in brackets, in any case and spelling.</param>
    /// <param name="port">The port; the scheme's default if the URL has none.</param>
    public bool Contains(ReadOnlySpan<char> host, int port) => PortsOf(host)?.Contains(port) ?? false;

    /// <summary>True for a node's host, with any port.</summary>
    /// <inheritdoc cref="Contains(ReadOnlySpan{char}, int)"/>
    public bool Contains(ReadOnlySpan<char> host) => PortsOf(host) is not null;

    private HashSet<int>? PortsOf(ReadOnlySpan<char> host)
    {
        Span<char> buffer = stackalloc char[HostAndPort.MaxHostLength];
        return _byHost.TryGetValue(Canonical(host, buffer), out var ports) ? ports : null;
    }

    private void Add(KnownNode node)
    {
        var port = node.Address.Port;
        int[] ports = !node.IsOfCallManager ? PortsOfServer(port) : CallManagerPorts.Contains(port) ? CallManagerPorts : [port];
        int[] ofNames = node.IsOfCallManager ? [.. CallManagerPorts, port] : ports;
        Add(node.Address.IdnHost, ports);
        foreach (var alias in node.Aliases)
        {
            AddName(alias.Contains(':') && !alias.StartsWith('[') ? $"[{alias}]" : alias, ofNames);
        }

        if (NameOf(node.Host) is { } host)
            Add(host.IdnHost, [.. ofNames, host.Port]);
    }

    /// <summary>The ports at which a server other than CallManager has the same pages.</summary>
    public static int[] PortsOfServer(int port) => port switch
    {
        80 or 443 => [80, 443],
        8080 or 8443 => [8080, 8443],
        _ => [port],
    };

    private static Uri? NameOf(string? hostAndPort) =>
        hostAndPort is not null && Uri.TryCreate($"http://{hostAndPort}", UriKind.Absolute, out var uri) ? uri : null;

    private void AddName(string host, int[] ports)
    {
        if (NameOf(host) is { } name)
            Add(name.IdnHost, ports);
    }

    private void Add(string host, int[] ports)
    {
        var key = Canonical(host, stackalloc char[HostAndPort.MaxHostLength]);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHost, key, out _);
        known ??= [];
        known.UnionWith(ports);
    }

    /// <summary>Makes one spelling of each host. Names keep their case.</summary>
    private static ReadOnlySpan<char> Canonical(ReadOnlySpan<char> host, Span<char> buffer)
    {
        if (!host.Contains(':'))
            return host.EndsWith('.') ? host[..^1] : host;

        if (!IPAddress.TryParse(host, out var address))
            return host;

        // An IPv4 address may be written as part of an IPv6 address. A zone has no meaning outside its machine.
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
        return address.TryFormat(buffer, out var length) ? buffer[..length] : host;
    }
}
