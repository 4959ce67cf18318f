using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>A DNS name, and the kind of its records that are nodes.</summary>
/// <param name="Name">The name in the configuration.</param>
/// <param name="IsService">True for SRV records, false for addresses.</param>
internal sealed record DiscoverySource(string Name, bool IsService)
{
    /// <summary>The pool that gets the nodes; empty for the CallManager nodes.</summary>
    public string Pool { get; init; } = "";

    /// <summary>The key of the settings.</summary>
    public string Key => NodePool.DiscoveryKeyOf(Pool);

    public static IEnumerable<DiscoverySource> Of(NodePools pools) => pools.All.SelectMany(Of);

    public static IEnumerable<DiscoverySource> Of(NodePool pool)
    {
        if (!string.IsNullOrEmpty(pool.Discovery.ServiceName))
        {
            yield return new(pool.Discovery.ServiceName, IsService: true) { Pool = pool.Name };
        }

        if (!string.IsNullOrEmpty(pool.Discovery.AddressName))
        {
            yield return new(pool.Discovery.AddressName, IsService: false) { Pool = pool.Name };
        }
    }
}
