using Microsoft.Extensions.DependencyInjection.Extensions;
using PhoneServicesProxy.Exhaustion;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ExhaustionExtensions
{
    /// <summary>Detects resources that the gateway itself lacks, so no node is blamed for it. Must be called before any service requests the clock.</summary>
    public static void AddExhaustion(this IServiceCollection services)
    {
        services.AddFeatureMetrics<ExhaustionMetrics>();
        services.AddSingleton<GatewayExhaustion>();
        services.AddSingleton<HeldMemory>();
        services.AddSingleton<ProcessTime>();
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(provider => provider.GetRequiredService<ProcessTime>()));
        services.AddSingleton<Heartbeat>();
        services.AddHostedService(provider => provider.GetRequiredService<Heartbeat>());
    }
}
