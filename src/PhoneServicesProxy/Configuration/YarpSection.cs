using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Reads the section ReverseProxy with YARP's own reader and checks it with YARP's own validators, before it is in force.</summary>
internal static class YarpSection
{
    public const string Name = "ReverseProxy";

    public static async Task<(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters)> ReadAsync(
        IConfiguration configuration, PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddGatewayPolicies()
            .AddReverseProxy()
            .LoadFromConfig(configuration.GetSection(Name))
            .Services.BuildServiceProvider();
        var config = services.GetRequiredService<IProxyConfigProvider>().GetConfig();
        var clusters = config.Clusters.Select(cluster => NodeDestinations.Complete(cluster, options)).ToArray();

        var validator = services.GetRequiredService<IConfigValidator>();
        foreach (var cluster in clusters)
        {
            Add($"{Name}:Clusters:{cluster.ClusterId}", await validator.ValidateClusterAsync(cluster));
        }

        foreach (var route in config.Routes)
        {
            Add($"{Name}:Routes:{route.RouteId}", await validator.ValidateRouteAsync(route));
        }

        return (config.Routes, clusters);

        void Add(string key, IList<Exception> found)
        {
            foreach (var error in found)
            {
                errors.Add(new(sources.Of(key), key, error.Message));
            }
        }
    }
}
