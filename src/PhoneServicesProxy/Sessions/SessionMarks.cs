using System.Globalization;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PhoneXml;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Sessions;

/// <summary>
/// The marks of all nodes of a configuration. They are computed from the nodes' addresses. So all gateways with the same configuration have
/// the same marks, even after a restart, and nothing has to be stored.
/// </summary>
/// <remarks>
/// <para>The identity of a node is its host, in lower case. Its port counts only if it is not one of CallManager's: 80, 443, 8080 and 8443
/// lead to the same web server with the same sessions. If one cluster has two nodes at such ports of one host, they are two nodes, and
/// their ports count.</para>
/// <para>A gateway that names a node by its address knows the marks of one that names it by an alias. Gateways without a common name for a
/// node do not know each other's marks for it. The phone then begins a new session there.</para>
/// </remarks>
internal sealed class SessionMarks
{
    private readonly Dictionary<string, string> _byAddress = [];
    private readonly Dictionary<string, string> _known = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byText;

    private SessionMarks() => _byText = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static SessionMarks Of(IReadOnlyDictionary<string, NodeOptions> nodes, IEnumerable<ClusterConfig> clusters)
    {
        var marks = new SessionMarks();
        var twins = new HashSet<string>();
        var addresses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cluster in clusters)
        {
            var uris = (cluster.Destinations?.Values ?? []).Select(node => UriOf(node.Address)).OfType<Uri>().DistinctBy(uri => uri.Authority).ToArray();
            twins.UnionWith(uris.GroupBy(uri => IdentityOf(uri)).Where(same => same.Count() > 1).Select(same => same.Key));
            addresses.UnionWith((cluster.Destinations?.Values ?? []).Select(node => node.Address));
        }

        foreach (var same in addresses.GroupBy(address => IdentityOf(address, twins)).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            marks.Add(same.Key, same);
        }

        foreach (var node in nodes.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => node.Value))
        {
            marks.AddAliases(node);
        }

        return marks;
    }

    /// <summary>The mark of a node. A node that was just removed from the configuration keeps its mark.</summary>
    public string Of(DestinationState node) =>
        _byAddress.TryGetValue(node.Model.Config.Address, out var mark) ? mark : SessionMark.Of(IdentityOf(node.Model.Config.Address, []));

    /// <summary>The mark of the node with this mark or this alias's mark; null for a mark of no node.</summary>
    public string? Find(ReadOnlySpan<char> mark) => _byText.TryGetValue(mark, out var known) ? known : null;

    private void Add(string identity, IEnumerable<string> addresses)
    {
        // A mark has five characters of a hash. Two of thirty nodes have equal marks at one site in 77,000. Every gateway then changes the
        // mark of the same node.
        var draw = 0;
        var mark = SessionMark.Of(identity);
        while (!_known.TryAdd(mark, mark))
        {
            mark = SessionMark.Of(identity, ++draw);
        }

        foreach (var address in addresses)
        {
            _byAddress[address] = mark;
        }
    }

    private void AddAliases(NodeOptions node)
    {
        if (UriOf(node.Address) is not { } uri || !_byAddress.TryGetValue(node.Address!, out var mark))
        {
            return;
        }

        foreach (var alias in node.Aliases)
        {
            _known.TryAdd(SessionMark.Of(IdentityOf(alias.Trim('[', ']'), uri.Port)), mark);
        }
    }

    private static string IdentityOf(string address, HashSet<string> twins)
    {
        if (UriOf(address) is not { } uri)
        {
            return address;
        }

        var identity = IdentityOf(uri);
        return twins.Contains(identity) ? NodeAddress.AuthorityOf(uri) : identity;
    }

    private static string IdentityOf(Uri uri) => IdentityOf(uri.IdnHost, uri.Port);

    private static string IdentityOf(string host, int port)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return KnownNodes.CallManagerPorts.Contains(port) ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{port}");
    }

    private static Uri? UriOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null;
}
