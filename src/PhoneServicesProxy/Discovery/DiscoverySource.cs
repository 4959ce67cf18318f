namespace PhoneServicesProxy.Discovery;

/// <summary>A DNS name, and the kind of its records that are nodes.</summary>
/// <param name="Name">The name in the configuration.</param>
/// <param name="IsService">True for SRV records, false for addresses.</param>
internal sealed record DiscoverySource(string Name, bool IsService)
{
    public static IEnumerable<DiscoverySource> Of(DiscoveryOptions options)
    {
        if (!string.IsNullOrEmpty(options.ServiceName))
        {
            yield return new(options.ServiceName, IsService: true);
        }

        if (!string.IsNullOrEmpty(options.AddressName))
        {
            yield return new(options.AddressName, IsService: false);
        }
    }
}
