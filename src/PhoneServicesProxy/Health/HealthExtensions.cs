using Microsoft.Extensions.DependencyInjection.Extensions;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration.ClusterValidators;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Microsoft.Extensions.DependencyInjection;

internal static class HealthExtensions
{
    /// <summary>Probes nodes and judges them. Must be called before <c>AddReverseProxy</c>, which otherwise adds its own monitor.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Func<HealthOptions>>(provider =>
        {
            var current = provider.GetRequiredService<CurrentConfiguration>();
            return () => current.Options.Get<HealthOptions>();
        });
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<Func<HealthOptions>>();
            return new SlowStart(() => options().SlowStart, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<IClusterChangeListener, SlowStartTrigger>();
        services.AddSingleton<NodeTable>();
        services.AddSingleton<NodeStateChanges>();
        services.AddSingleton<DownSignals>();
        services.AddSingleton<ReadinessState>();
        services.AddSingleton<PassiveHealth>();
        services.AddSingleton<HealthReporter>();
        services.AddSingleton<ProbeSender>();
        services.AddFeatureMetrics<ProbeMetrics>();
        services.AddFeatureMetrics<NodeGauges>();
        services.AddSingleton<CommonFaults>();
        services.AddSingleton<ProbeJudge>();
        services.AddSingleton<IProbingRequestFactory, PhoneProbeRequestFactory>();
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<NodeHealthMonitor>(provider, SynchronizedChance(new Random())));
        services.AddSingleton<IActiveHealthCheckMonitor>(provider => provider.GetRequiredService<NodeHealthMonitor>());
        services.AddSingleton<IClusterChangeListener>(provider => provider.GetRequiredService<NodeHealthMonitor>());
    }

    /// <summary>Adds the policies and validators for the configuration of clusters.</summary>
    public static void AddHealthPolicies(this IServiceCollection services)
    {
        services.TryAddSingleton<Func<HealthOptions>>(() => new HealthOptions());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActiveHealthCheckPolicy, FallRiseHealthPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterValidator, HealthMetadataValidator>());
    }

    private static Func<double> SynchronizedChance(Random random)
    {
        var gate = new Lock();
        return () =>
        {
            lock (gate)
            {
#pragma warning disable CA5394 // Chance only spreads probes over time.
                return random.NextDouble();
#pragma warning restore CA5394
            }
        };
    }
}
