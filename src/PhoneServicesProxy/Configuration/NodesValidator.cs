using System.Net;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks the nodes: that there are some, that their addresses are addresses, and that no two are the same.</summary>
internal static class NodesValidator
{
    private const string Nodes = PhoneServicesOptions.Section + ":Nodes";
    private const string Discovery = PhoneServicesOptions.Section + ":Discovery";
    private const string Example = """{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1:8080/" } } } }""";
    private const string NoSite = $"""
        no node is configured. Write a file such as site.json
            {Example}
          and start with --config site.json, or try "demo", which brings its own nodes.
        """;

    public static void Validate(
        PhoneServicesOptions options, OwnAddresses own, string? siteFile, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        // Where a file could not be read, or a node is wrong in itself, that is what there is to say.
        if (options.Nodes.Count == 0 && !options.Discovery.IsConfigured && !errors.Any(error => error.Key == ConfigurationLayers.FileKey || IsAboutNodes(error.Key)))
        {
            errors.Add(new(siteFile, Nodes, siteFile is null ? NoSite : $"no node is configured. Write your nodes into that file, as in{Environment.NewLine}    {Example}"));
        }

        foreach (var (name, node) in options.Nodes)
        {
            ValidateAddress($"{Nodes}:{name}:Address", node.Address, sources, errors);
            ValidateOther($"{Nodes}:{name}:Address", node.Address, own, sources, errors);
            ValidateAliases($"{Nodes}:{name}:Aliases", node, sources, errors);
        }

        ValidateUnique(options, sources, errors);
    }

    /// <summary>True for scheme, host and port, and no more than that: a path of a node's own would break the phones' URLs.</summary>
    public static bool IsNodeAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0
        && uri.PathAndQuery == "/"
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0;

    private static bool IsAboutNodes(string key) =>
        key.StartsWith(Nodes, StringComparison.OrdinalIgnoreCase) || key.StartsWith(Discovery, StringComparison.OrdinalIgnoreCase);

    private static void ValidateAddress(
        string key, string? address, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        if (!string.IsNullOrEmpty(address) && !IsNodeAddress(address))
        {
            errors.Add(new(sources.Of(key), key,
                $"is \"{address}\". Write scheme, host and port, and nothing behind them, such as \"http://10.1.1.1:8080/\"."));
        }
    }

    /// <summary>A name is not looked up here: a configuration is right or wrong whatever DNS says.</summary>
    private static void ValidateOther(
        string key, string? address, OwnAddresses own, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        if (IsNodeAddress(address) && new Uri(address!) is var uri && IPAddress.TryParse(uri.IdnHost == "localhost" ? "127.0.0.1" : uri.IdnHost, out var host) && own.Contain(host, uri.Port))
        {
            errors.Add(new(sources.Of(key), key,
                $"is \"{address}\", where the gateway itself listens (Urls, PhoneServices:Management:Url). Write the address of a CallManager node."));
        }
    }

    private static void ValidateAliases(
        string key, NodeOptions node, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        foreach (var alias in node.Aliases.Where(alias => Uri.CheckHostName(alias.Trim('[', ']')) == UriHostNameType.Unknown))
        {
            errors.Add(new(sources.Of(key), key,
                $"holds \"{alias}\". Write host names or addresses without scheme and port, such as \"ccm-sub1.example.com\"."));
        }
    }

    private static void ValidateUnique(
        PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var byAddress = options.Nodes
            .Where(node => IsNodeAddress(node.Value.Address))
            .GroupBy(node => new Uri(node.Value.Address!).GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase);
        foreach (var same in byAddress.Where(group => group.Count() > 1))
        {
            var key = $"{Nodes}:{same.Last().Key}:Address";
            errors.Add(new(sources.Of(key), key,
                $"is \"{same.Last().Value.Address}\", which is also the address of \"{same.First().Key}\". Give each node its own address, or remove one of the two."));
        }
    }
}
