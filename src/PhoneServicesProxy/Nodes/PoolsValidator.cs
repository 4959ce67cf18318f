using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>Checks the pools: each needs nodes, their names are unique over all pools, and a server is described in one way.</summary>
internal static class PoolsValidator
{
    private const string Example = """
        "Nodes": { "finesse-a": { "Address": "http://10.1.2.1:8082/" } }
        """;

    /// <param name="pools">All pools.</param>
    /// <param name="written">The names of the pools in the site's files, including pools without any setting.</param>
    /// <param name="errors">The list to which errors are added.</param>
    public static void Validate(NodePools pools, IEnumerable<string> written, ErrorList errors)
    {
        foreach (var name in written)
        {
            var key = $"{PoolOptions.Section}:{name}";
            NodesValidator.ValidateName(key, name, errors);
            if (pools.Find(name) is null or { Nodes.Count: 0, Discovery.IsConfigured: false })
            {
                errors.Add(key, $"has no node. Write {Example} into it, or remove it.", ErrorList.AnyUnreadFile, $"{key}:*");
            }
        }

        var first = new Dictionary<string, NodePool>(StringComparer.OrdinalIgnoreCase);
        var servers = new Dictionary<string, (string Name, NodeOptions Node)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (pool, name, node) in pools.All.SelectMany(pool => pool.Nodes.Select(node => (pool, node.Key, node.Value))))
        {
            if (!first.TryAdd(name, pool))
            {
                errors.Add($"{pool.NodesKey}:{name}",
                    $"has the name of a node of {first[name].NodesKey}. Overrides, metrics and the log identify nodes by name alone. Write another name, such as \"{pool.Name}-{name}\".");
            }
            else if (NodesValidator.IsAddress(node.Address, pool))
            {
                var endpoint = NodesValidator.Endpoint(new(node.Address!));
                if (servers.TryGetValue(endpoint, out var other))
                {
                    ValidateSameServer($"{pool.NodesKey}:{name}", node, other.Name, other.Node, errors);
                }
                else
                {
                    servers.Add(endpoint, (name, node));
                }
            }
        }
    }

    /// <summary>Connections are shared by host and port, so a server's certificates and limit must be the same in all pools.</summary>
    private static void ValidateSameServer(string key, NodeOptions node, string otherName, NodeOptions other, ErrorList errors)
    {
        foreach (var (setting, value, others) in new[]
        {
            (nameof(NodeOptions.MaxConcurrentRequests), $"{node.MaxConcurrentRequests}", $"{other.MaxConcurrentRequests}"),
            (nameof(NodeOptions.TrustedCertificateFile), node.TrustedCertificateFile ?? "", other.TrustedCertificateFile ?? ""),
            (nameof(NodeOptions.TrustedFingerprints), string.Join(", ", node.TrustedFingerprints), string.Join(", ", other.TrustedFingerprints)),
            (nameof(NodeOptions.DangerousAcceptAnyCertificate), $"{node.DangerousAcceptAnyCertificate}", $"{other.DangerousAcceptAnyCertificate}"),
        })
        {
            if (value != others)
            {
                errors.Add($"{key}:{setting}",
                    $"is \"{value}\", but \"{others}\" for \"{otherName}\", which is the same server. Write the same for both.");
            }
        }
    }
}
