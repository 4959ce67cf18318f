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
    /// <summary>Puts a validated configuration in force, and reloads it when its files change.</summary>
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

        // Phones are served whatever becomes of work in the background; by default its failure ends the process.
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddGatewayPolicies();
    }

    /// <summary>Routes and clusters of the start, with what was ordered of nodes before it.</summary>
    public static IReverseProxyBuilder LoadGatewayConfiguration(this IReverseProxyBuilder proxy, GatewayConfiguration configuration)
    {
        proxy.Services.AddSingleton(services => new InMemoryConfigProvider(
            configuration.Routes, services.GetRequiredService<NodeOverrides>().Apply(configuration.Clusters)));
        proxy.Services.AddSingleton<IProxyConfigProvider>(services => services.GetRequiredService<InMemoryConfigProvider>());
        return proxy;
    }

    /// <summary>The policies and validators that a configuration may refer to; also used to check one before it is in force.</summary>
    public static IServiceCollection AddGatewayPolicies(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterValidator, DestinationAddressValidator>());
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<TimedRegexConstraint>(TimedRegexConstraint.Name));
        services.AddHealthPolicies();
        services.AddLoadBalancingPolicies();
        services.AddIdlePagePolicy();
        return services;
    }

    /// <summary>The routed phone services; whatever is not routed is answered 404 here.</summary>
    public static void MapPhoneServices(this WebApplication app) =>
        app.MapReverseProxy(press =>
        {
            press.UseRequestBody();
            press.UsePresses();
            press.UseFailedLogins();
        });
}
