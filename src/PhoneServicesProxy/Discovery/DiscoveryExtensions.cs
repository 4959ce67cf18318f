using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace Microsoft.Extensions.DependencyInjection;

internal static class DiscoveryExtensions
{
    /// <summary>Finds nodes by DNS, where the configuration names a name to look up. To be added before what serves phones.</summary>
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
