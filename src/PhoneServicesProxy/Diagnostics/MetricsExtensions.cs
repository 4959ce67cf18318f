using PhoneServicesProxy.Diagnostics;

namespace Microsoft.Extensions.DependencyInjection;

internal static class MetricsExtensions
{
    public static IServiceCollection AddFeatureMetrics<T>(this IServiceCollection services)
        where T : class, IFeatureMetrics =>
        services.AddSingleton<T>().AddSingleton<IFeatureMetrics>(provider => provider.GetRequiredService<T>());
}
