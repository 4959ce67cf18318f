using Microsoft.Extensions.DependencyInjection.Extensions;
using PhoneServicesProxy.Exhaustion;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ExhaustionExtensions
{
    /// <summary>Tells what the gateway lacks itself, so that no node is blamed for it. To be called before anything asks for the clock.</summary>
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
