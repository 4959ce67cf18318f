using PhoneServicesProxy.Wiring;

namespace Microsoft.Extensions.DependencyInjection;

internal static class WiringExtensions
{
    public static void AddWiring(this IServiceCollection services)
    {
        services.AddSingleton<PhonesSeen>();
        services.AddSingleton<UnroutedEntries>();
        services.AddSingleton<LastAudit>();
        services.AddSingleton<WiringObserver>();
        services.AddFeatureMetrics<WiringGauges>();
    }
}
