using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>One validated configuration, replaced as a whole.</summary>
/// <param name="Root">All layers together, for the parts that belong to the framework (Urls, Kestrel, Logging).</param>
/// <param name="Options">The section PhoneServices, by feature.</param>
/// <param name="Routes">YARP's routes.</param>
/// <param name="Clusters">YARP's clusters, completed with the nodes.</param>
internal sealed record GatewayConfiguration(
    IConfigurationRoot Root,
    FeatureOptions Options,
    IReadOnlyList<RouteConfig> Routes,
    IReadOnlyList<ClusterConfig> Clusters);
