using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.Routing;

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
            Add($"{Name}:Clusters:{cluster.ClusterId}", await validator.ValidateClusterAsync(WithoutEncodings(cluster)), message => words.OfCluster(cluster, message));
        }

        foreach (var route in config.Routes)
        {
            await ValidateAsync(route);
        }

        new RouteMatchValidator(services.GetRequiredService<ParameterPolicyFactory>(), sources, errors).Validate(config.Routes);
        new LoginRoutesValidator(options, services.GetRequiredService<ParameterPolicyFactory>(), sources, errors).Validate(config.Routes);
        UnusedYarpValidator.Validate(config.Routes, clusters, sources, errors);
        return (config.Routes, clusters);

        // YARP throws at some that the framework knows by name and does not support; a validator of ours looks at them.
        static ClusterConfig WithoutEncodings(ClusterConfig cluster) => cluster.HttpClient is not { } client
            ? cluster
            : cluster with { HttpClient = client with { RequestHeaderEncoding = null, ResponseHeaderEncoding = null } };

        void Add(string key, IEnumerable<Exception> found, Func<string, (string Key, string Message)?> words)
        {
            foreach (var (below, message) in found.Select(error => words(error.Message)).OfType<(string, string)>())
            {
                errors.Add(new(sources.Of(key + below) ?? sources.Of(key), key + below, message));
            }
        }

        async Task ValidateAsync(RouteConfig route)
        {
            var key = $"{Name}:Routes:{route.RouteId}";
            var before = errors.Count;
            new TransformsValidator(sources, errors).Validate(route);

            // What has been said of transforms is not said again.
            var areTransformsWrong = errors.Count > before;
            Add(key, await validator.ValidateRouteAsync(areTransformsWrong ? route with { Transforms = null } : route), message => YarpWords.OfRoute(route, message));
            if (errors.Count == before)
            {
                BuildTransforms(services.GetRequiredService<ITransformBuilder>(), route, $"{key}:Transforms");
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
                errors.Add(new(sources.Of(key), key, $"cannot be used ({error.GetBaseException().Message.TrimEnd('.')}). Write each as YARP's documentation of that transform has it."));
            }
        }
    }
}
