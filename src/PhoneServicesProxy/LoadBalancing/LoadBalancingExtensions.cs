using Microsoft.Extensions.DependencyInjection.Extensions;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.LoadBalancing;

namespace Microsoft.Extensions.DependencyInjection;

internal static class LoadBalancingExtensions
{
    public static void AddLoadBalancing(this IServiceCollection services)
    {
        services.AddSingleton<Func<QueueOptions>>(provider =>
        {
            var current = provider.GetRequiredService<CurrentConfiguration>();
            return () => current.Options.Get<QueueOptions>();
        });
        services.AddSingleton<NodePicker>();
        services.AddSingleton<NodePlaces>();
    }

    public static void AddLoadBalancingPolicies(this IServiceCollection services)
    {
        services.TryAddSingleton<NodeDirectory>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<ILoadBalancingPolicy, WeightedRoundRobinPolicy>(),
            ServiceDescriptor.Singleton<ILoadBalancingPolicy, WeightedLeastRequestsPolicy>(),
            ServiceDescriptor.Singleton<ILoadBalancingPolicy, DeviceHashPolicy>(),
            ServiceDescriptor.Singleton<ILoadBalancingPolicy, ActiveStandbyPolicy>(),
        ]);
    }
}
