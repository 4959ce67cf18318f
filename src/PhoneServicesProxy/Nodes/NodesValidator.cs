using System.Globalization;
using System.Net;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>Checks the nodes: there must be at least one, their addresses must be valid, and no two of a pool may be the same.</summary>
internal static class NodesValidator
{
    private const string Nodes = NodeOptions.Section;
    private const string Discovery = DiscoveryOptions.Section;
    public const int MaxName = 64;
    private const string Example = """{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1:8080/" } } } }""";
    private const string NoSite = $"""no node is configured. Write a file such as site.json with {Example}, and start with --config site.json, or try "demo", which brings its own nodes.""";

    public static void Validate(NodePools pools, OwnAddresses own, string? siteFile, ErrorList errors)
    {
        if (pools.CallManager is { Nodes.Count: 0, Discovery.IsConfigured: false })
        {
            // If a file could not be read, or a node itself is wrong, that error is enough.
            errors.Add(
                new ConfigurationError(siteFile, Nodes, siteFile is null ? NoSite : $"no node is configured{OfPools(pools)}. Write your nodes into that file, as in {Example}"),
                ErrorList.AnyUnreadFile, $"{Nodes}:*", $"{Discovery}:*", $"{SettingKeys.PhoneServices}:{SettingKeys.PhoneServices}");
        }

        foreach (var pool in pools.All)
        {
            foreach (var (name, node) in pool.Nodes)
            {
                var key = $"{pool.NodesKey}:{name}";
                ValidateName(key, name, errors);
                ValidateAddress($"{key}:Address", node.Address, pool, errors);
                ValidateHost($"{key}:Host", node.Host, errors);
                ValidateOther($"{key}:Address", node.Address, pool, own, errors);
                ValidateAliases($"{key}:Aliases", node, errors);
            }

            ValidateUnique(pool, errors);
        }
    }

    /// <summary>Returns true for an address that a node of this pool may have.</summary>
    public static bool IsAddress(string? text, NodePool pool) => pool.IsOfCallManager ? IsNodeAddress(text) : IsServerAddress(text);

    /// <summary>Returns true for scheme, host and port only. A path in a node's address would break the phones' URLs.</summary>
    public static bool IsNodeAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0
        && uri.PathAndQuery == "/"
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0;

    /// <summary>A name of a node is used in the API's URLs, on command lines and in metrics.</summary>
    public static void ValidateName(string key, string name, ErrorList errors)
    {
        if (name.Length is 0 or > MaxName || name.Any(character => IsInvisible(character) || "/\\?#%&\"'<>,;".Contains(character, StringComparison.Ordinal)) || name != name.Trim() || name.All(character => character == '.'))
        {
            errors.Add(key,
                $"has the name \"{name}\", which does not work in URLs of the API and on command lines. Write at most {MaxName} letters, digits, \"-\", \"_\" and \".\", such as \"subscriber1\".");
        }
    }

    /// <summary>True for a character that is invisible or looks like a blank.</summary>
    private static bool IsInvisible(char character) => character != ' ' && char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Servers of a pool may have the same page under different paths. A path may thus follow host and port.</summary>
    private static bool IsServerAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && IsNodeAddress(uri.GetLeftPart(UriPartial.Authority))
        && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && text.AsSpan().IndexOfAny("?#@\\;") < 0;

    private static string OfPools(NodePools pools) =>
        pools.Others.Any() ? $". Those of {PoolOptions.Section} serve only clusters that name their pool" : "";

    private static void ValidateAddress(string key, string? address, NodePool pool, ErrorList errors)
    {
        // The schema check reports an address that is missing.
        if (address is not null && FaultOf(address, pool) is { } fault)
        {
            errors.Add(key, $"is {(address.Length == 0 ? "empty" : $"\"{address}\"")}{fault}");
        }
    }

    private static string? FaultOf(string address, NodePool pool) =>
        !pool.IsOfCallManager && !IsAddress(address, pool) ? ". Write scheme, host and port, followed by a path only if this server needs its own, such as \"http://10.1.2.1:8082/\"."
        : !IsAddress(address, pool) || address != address.Trim() ? ". Write scheme, host and port, without anything after them, such as \"http://10.1.1.1:8080/\"."
        : new Uri(address) is var uri && uri.Port == 0 ? ", whose port is not valid. Write a number from 1 to 65535, such as \"http://10.1.1.1:8080/\"."
        : HostIn(address) is var host && (Ipv4Text.IsMeant(host) && !Ipv4Text.IsAddress(host)) ? $", but \"{host}\" is not an address. Write four numbers from 0 to 255 with dots between them, such as \"http://10.1.1.1:8080/\"."
        : HostIn(address).FirstOrDefault(character => IsInvisible(character) || (char.IsDigit(character) && !char.IsAsciiDigit(character))) is not '\0' and var odd ? string.Create(CultureInfo.InvariantCulture, $", whose host holds the character U+{(int)odd:X4}. Type it again, such as \"http://10.1.1.1:8080/\".")
        : IPAddress.TryParse(uri.IdnHost, out var ip) && IsOfNoNode(ip) ? $", but {ip} is not the address of one machine. Write the node's own, such as \"http://10.1.1.1:8080/\"."
        : null;

    /// <summary>Returns the host as written, because the framework converts many texts into an address.</summary>
    private static string HostIn(string address) =>
        address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', ':')[0];

    private static bool IsOfNoNode(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast) || address.IsIPv6Multicast
        || (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && address.GetAddressBytes()[0] is >= 224 and <= 239);

    private static void ValidateHost(string key, string? host, ErrorList errors)
    {
        if (!string.IsNullOrEmpty(host) && !(Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && host.IndexOfAny(['/', ' ']) < 0))
        {
            errors.Add(key, $"is \"{host}\". Write a host name or address, with a port or without, such as \"ccm-sub1.example.com\".");
        }
    }

    /// <summary>Names are not looked up here, so the result does not depend on DNS.</summary>
    private static void ValidateOther(string key, string? address, NodePool pool, OwnAddresses own, ErrorList errors)
    {
        if (IsAddress(address, pool) && new Uri(address!) is var uri && IPAddress.TryParse(uri.IdnHost == "localhost" ? "127.0.0.1" : uri.IdnHost, out var host) && own.Contains(host, uri.Port))
        {
            errors.Add(key,
                $"is \"{address}\", where the gateway itself listens (Urls, PhoneServices:Management:Url). Write the address of {(pool.IsOfCallManager ? "a CallManager node" : "another server")}.");
        }
    }

    private static void ValidateAliases(
        string key, NodeOptions node, ErrorList errors)
    {
        foreach (var alias in node.Aliases.Where(alias => Uri.CheckHostName(alias.Trim('[', ']')) == UriHostNameType.Unknown))
        {
            errors.Add(key,
                $"holds \"{alias}\". Write host names or addresses without scheme and port, such as \"ccm-sub1.example.com\".");
        }
    }

    private static void ValidateUnique(NodePool pool, ErrorList errors)
    {
        var byAddress = pool.Nodes
            .Where(node => IsAddress(node.Value.Address, pool))
            .GroupBy(node => Endpoint(new(node.Value.Address!)), StringComparer.OrdinalIgnoreCase);
        foreach (var same in byAddress.Where(group => group.Count() > 1))
        {
            var key = $"{pool.NodesKey}:{same.Last().Key}:Address";
            errors.Add(key,
                $"is \"{same.Last().Value.Address}\", which is also the address of \"{same.First().Key}\". Give each node its own address, or remove one of the two.");
        }
    }

    /// <summary>Makes one text of all spellings of an endpoint.</summary>
    internal static string Endpoint(Uri address) => string.Create(CultureInfo.InvariantCulture,
        $"{address.Scheme} {(IPAddress.TryParse(address.IdnHost, out var ip) && ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4().ToString() : address.IdnHost)} {address.Port}");
}
