using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.Routing;

/// <summary>Reads the section ReverseProxy with YARP's own reader, and checks it with YARP's own validators before it is used.</summary>
internal static class YarpSection
{
    public const string Name = "ReverseProxy";

    /// <summary>Creates the services that YARP needs to read and check the section, without a running gateway.</summary>
    /// <param name="configuration">All layers.</param>
    /// <param name="addPolicies">Adds the policies and validators that the section may refer to.</param>
    public static ServiceProvider Services(IConfiguration configuration, Action<IServiceCollection> addPolicies)
    {
        var services = new ServiceCollection().AddLogging();
        addPolicies(services);
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection(Name));
        return services.BuildServiceProvider();
    }

    public static async Task<(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters)> ReadAsync(
        IServiceProvider services, NodePools pools, ErrorList errors)
    {
        var config = services.GetRequiredService<IProxyConfigProvider>().GetConfig();
        var clusters = config.Clusters.Select(cluster => NodeDestinations.Complete(cluster, pools)).ToArray();

        var validator = services.GetRequiredService<IConfigValidator>();
        var messages = new YarpMessages(services);
        foreach (var cluster in clusters)
        {
            Add($"{Name}:Clusters:{cluster.ClusterId}", await validator.ValidateClusterAsync(WithoutEncodings(cluster)), message => messages.OfCluster(cluster, message));
        }

        foreach (var route in config.Routes)
        {
            await ValidateAsync(route);
        }

        new RouteMatchValidator(services.GetRequiredService<ParameterPolicyFactory>(), errors).Validate(config.Routes);
        UnusedYarpValidator.Validate(config.Routes, clusters, errors);
        return (config.Routes, clusters);

        // YARP throws for some encodings that the framework knows but does not support. The gateway's own validator checks them.
        static ClusterConfig WithoutEncodings(ClusterConfig cluster) => cluster.HttpClient is not { } client
            ? cluster
            : cluster with { HttpClient = client with { RequestHeaderEncoding = null, ResponseHeaderEncoding = null } };

        void Add(string key, IEnumerable<Exception> found, Func<string, (string Key, string Message)?> translate)
        {
            foreach (var (below, message) in found.Select(error => translate(error.Message)).OfType<(string, string)>())
            {
                errors.Add(key + below, message);
            }
        }

        async Task ValidateAsync(RouteConfig route)
        {
            var key = $"{Name}:Routes:{route.RouteId}";

            // Errors of transforms are already reported and must not be reported twice.
            var areTransformsRight = new TransformsValidator(errors).Validate(route);
            var found = await validator.ValidateRouteAsync(areTransformsRight ? route : route with { Transforms = null });
            Add(key, found, message => YarpMessages.OfRoute(route, message));
            if (areTransformsRight && found.Count == 0)
            {
                BuildTransforms(services.GetRequiredService<ITransformBuilder>(), route, $"{key}:Transforms");
            }
        }

        // Some errors appear only when the transforms are built. Without this, they would appear at the start of the gateway.
        void BuildTransforms(ITransformBuilder builder, RouteConfig route, string key)
        {
            try
            {
                builder.Build(route, null);
            }
            catch (Exception error)
            {
                errors.Add(key, $"cannot be used ({error.GetBaseException().Message.TrimEnd('.')}). See YARP's documentation of each transform.");
            }
        }
    }
}
