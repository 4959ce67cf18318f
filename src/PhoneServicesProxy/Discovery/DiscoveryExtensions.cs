using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace Microsoft.Extensions.DependencyInjection;

internal static class DiscoveryExtensions
{
    /// <summary>Finds nodes by DNS if the configuration has a name to look up. Must be added before the services that serve phones.</summary>
    public static void AddDiscovery(this IServiceCollection services)
    {
        services.AddSingleton<IDnsResolver, DnsResolver>();
        services.AddSingleton(provider => new OwnAddresses(() => provider.GetRequiredService<CurrentConfiguration>().Value.Root));
        services.AddSingleton<NodeLookup>();
        services.AddSingleton<NodeDiscovery>();
        services.AddFeatureMetrics<DiscoveryMetrics>();
        services.AddFeatureMetrics<DiscoveryGauges>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeDiscovery>());
    }
}
