using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.PublicAddress;

/// <summary>The data for rewriting, computed once for each configuration.</summary>
/// <param name="Nodes">The nodes whose URLs change.</param>
/// <param name="PublicHttp">Scheme, host and port for every phone on http; null for the address that each phone used.</param>
/// <param name="PublicHttps">The same for https.</param>
internal sealed record RewriteRules(KnownNodes Nodes, string? PublicHttp, string? PublicHttps)
{
    /// <summary>Changes no URLs of nodes, and uses the address that each phone used.</summary>
    public static readonly RewriteRules None = new(KnownNodes.None, PublicHttp: null, PublicHttps: null);

    /// <summary>Tells which URLs of nodes become the gateway's; null for all.</summary>
    public RoutedPath? Routed { get; init; }

    public static RewriteRules Of(GatewayConfiguration configuration, ParameterPolicyFactory policies) =>
        Of(configuration) with { Routed = new RoutedPaths(configuration.Routes, policies).TakeWritten };

    public static RewriteRules Of(GatewayConfiguration configuration)
    {
        var address = configuration.Options.Get<PublicBaseAddressOptions>();
        return new(NodesOf(configuration.Options.Pools, configuration.Clusters), Base(address.Http), Base(address.Https));
    }

    /// <summary>The nodes of all pools, and the destinations that clusters define themselves.</summary>
    public static KnownNodes NodesOf(NodePools pools, IReadOnlyList<ClusterConfig> clusters)
    {
        var known = pools.All.SelectMany(pool => pool.Nodes.Values.Select(node => Known(node.Address, node.Host, node.Aliases, pool.IsOfCallManager)));
        var destinations = clusters.Where(NodeDestinations.HasOwn).SelectMany(cluster => cluster.Destinations!.Values)
            .Select(destination => Known(destination.Address, destination.Host, [], isOfCallManager: true));
        return KnownNodes.Of(known.Concat(destinations).OfType<KnownNode>());
    }

    private static KnownNode? Known(string? address, string? host, IEnumerable<string> aliases, bool isOfCallManager) =>
        NodesValidator.IsNodeAddress(address) ? new(new(address!), host, aliases) { IsOfCallManager = isOfCallManager } : null;

    private static string? Base(string? address) =>
        string.IsNullOrEmpty(address) ? null : new Uri(address).GetLeftPart(UriPartial.Authority);
}
