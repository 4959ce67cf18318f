using Microsoft.Extensions.DependencyInjection.Extensions;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.ClusterValidators;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ConfigurationExtensions
{
    /// <summary>Uses a validated configuration, and reloads it when its files change.</summary>
    public static void AddGatewayConfiguration(
        this WebApplicationBuilder builder, GatewayConfiguration configuration, ConfigurationLoader loader)
    {
        var framework = new LastGoodConfigurationProvider();
        framework.Accept(configuration.Root);
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        sources.Clear();
        sources.Add(framework);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AppliedConfiguration>();
        builder.Services.AddSingleton<IConfigChangeListener>(services => services.GetRequiredService<AppliedConfiguration>());
        builder.Services.AddSingleton(services =>
            new CurrentConfiguration(
                configuration, framework, services.GetRequiredService<InMemoryConfigProvider>(), services.GetRequiredService<AppliedConfiguration>(),
                services.GetRequiredService<NodeOverrides>().Apply));
        builder.Services.AddSingleton(loader);
        builder.Services.AddFeatureMetrics<ConfigurationMetrics>();
        builder.Services.AddSingleton<ConfigurationReloader>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ConfigurationReloader>());
        builder.Services.AddHostedService<GatewayLifecycle>();

        // Phones must be served even if a background service fails. By default such a failure ends the process.
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddGatewayPolicies();
    }

    /// <summary>Loads the first routes and clusters, with the administrative overrides from before the start.</summary>
    public static IReverseProxyBuilder LoadGatewayConfiguration(this IReverseProxyBuilder proxy, GatewayConfiguration configuration)
    {
        proxy.Services.AddSingleton(services => new InMemoryConfigProvider(
            configuration.Routes, services.GetRequiredService<NodeOverrides>().Apply(configuration.Clusters)));
        proxy.Services.AddSingleton<IProxyConfigProvider>(services => services.GetRequiredService<InMemoryConfigProvider>());
        return proxy;
    }

    /// <summary>Adds the policies and validators that a configuration may refer to. They are also used to check a configuration before it is used.</summary>
    public static IServiceCollection AddGatewayPolicies(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterValidator, DestinationAddressValidator>());
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<TimedRegexConstraint>(TimedRegexConstraint.Name));
        services.AddHealthPolicies();
        services.AddLoadBalancingPolicies();
        services.AddIdlePagePolicy();
        return services;
    }

    /// <summary>Maps the routed phone services.</summary>
    public static void MapPhoneServices(this WebApplication app) =>
        app.MapReverseProxy(press =>
        {
            press.UsePresses();
            press.UseFailedLogins();
        });
}
