using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

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
        var words = new YarpWords(services);
        foreach (var cluster in clusters)
        {
            Add($"{Name}:Clusters:{cluster.ClusterId}", await validator.ValidateClusterAsync(cluster), message => words.OfCluster(cluster, message));
        }

        foreach (var route in config.Routes)
        {
            var key = $"{Name}:Routes:{route.RouteId}";
            var found = await validator.ValidateRouteAsync(route);
            Add(key, found, message => YarpWords.OfRoute(route, message));
            if (found.Count == 0)
            {
                BuildTransforms(services.GetRequiredService<ITransformBuilder>(), route, $"{key}:Transforms");
            }
        }

        new RouteMatchValidator(services.GetRequiredService<ParameterPolicyFactory>(), sources, errors).Validate(config.Routes);
        UnusedYarpValidator.Validate(config.Routes, clusters, sources, errors);
        return (config.Routes, clusters);

        void Add(string key, IEnumerable<Exception> found, Func<string, (string Key, string Message)?> words)
        {
            foreach (var (below, message) in found.Select(error => words(error.Message)).OfType<(string, string)>())
            {
                errors.Add(new(sources.Of(key + below) ?? sources.Of(key), key + below, message));
            }
        }

        // Some of what validators let through fails only when it is built, and would do so at the start.
        void BuildTransforms(ITransformBuilder builder, RouteConfig route, string key)
        {
            try
            {
                builder.Build(route, null);
            }
            catch (Exception error)
            {
                var why = error.GetBaseException() is RoutePatternException pattern ? RouteMatchValidator.WordsFor(pattern) : error.GetBaseException().Message;
                errors.Add(new(sources.Of(key), key, $"has a value that cannot be used. {why} Write values as YARP's documentation of that transform has them."));
            }
        }
    }
}
