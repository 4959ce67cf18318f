using Microsoft.Extensions.DependencyInjection.Extensions;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Connections;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

internal static class FailoverExtensions
{
    public static void AddFailover(this IServiceCollection services)
    {
        services.AddSingleton<NodeTrusts>();
        services.AddSingleton<IReloaded>(provider => provider.GetRequiredService<NodeTrusts>());
        services.AddSingleton<NodeHandshake>();
        services.AddSingleton<Culprit>();
        services.AddSingleton<NodeConnector>();
        services.AddSingleton<SetupAlarms>();
        services.AddSingleton<PageNumberJudge>();
        services.AddSingleton<ApplicationFaults>();
        services.AddSingleton<PressVerdict>();
        services.AddSingleton<AttemptRunner>();
        services.AddSingleton<ActiveNode>();
        services.AddSingleton<PressLog>();
        services.AddSingleton<FailoverPipelines>();
        services.AddSingleton<HedgingByRoute>();
        services.AddSingleton<RoutePolicies>();
        services.AddSingleton<PressHistory>();
        services.AddSingleton<GatewayTraces>();
        services.AddSingleton<ObservedAttempts>();
        services.AddSingleton<QueuedAttempts>();
        services.AddFeatureMetrics<PressMetrics>();
        services.AddFeatureMetrics<AttemptMetrics>();
        services.AddFeatureMetrics<HedgeGauges>();
        services.AddSingleton<IForwarderHttpClientFactory, NodeHttpClientFactory>();
        services.AddSingleton<ITransformProvider, PressTransform>();
        services.AddPressForwarder();
    }

    /// <summary>Puts the gateway's forwarder before YARP's.</summary>
    private static void AddPressForwarder(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        var relay = services.Single(service => service.ServiceType == typeof(IHttpForwarder)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IHttpForwarder>(provider =>
            new PressForwarder((IHttpForwarder)ActivatorUtilities.CreateInstance(provider, relay))));
    }

    /// <summary>Replaces YARP's load-balancing middleware.</summary>
    public static void UsePresses(this IApplicationBuilder proxy) => proxy.UseMiddleware<PressMiddleware>();
}
