using PhoneServicesProxy.AccessLog;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Connections;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Fallback;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Management.Server;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Telemetry;
using PhoneServicesProxy.Tls;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Composition;

/// <summary>The sections of a site's files, and all validators that check them.</summary>
internal static class GatewaySite
{
    public static readonly ConfigurationShape Shape = new(
        new Dictionary<string, Type> { [PhoneServicesOptions.Section] = typeof(PhoneServicesOptions), [YarpSection.Name] = typeof(ReverseProxySection) },
        [SettingKeys.Urls, "Logging", "Kestrel", "AllowedHosts"],
        ReadAsync);

    public static ConfigurationLoader Loader(ConfigurationLayers layers) => new(layers, Shape);

    private static async Task<GatewayConfiguration> ReadAsync(ConfigurationDraft draft)
    {
        var (root, errors) = (draft.Root, draft.Errors);
        var options = draft.Sound.GetSection(PhoneServicesOptions.Section).Get<PhoneServicesOptions>() ?? new();
        new UrlsValidator(root, errors).Validate();
        LoggingValidator.Validate(root, errors);
        var features = FeatureOptions.Of(options);
        var pools = features.Pools;
        NodesValidator.Validate(pools, new(() => draft.Sound), draft.SiteFile, errors);
        PoolsValidator.Validate(pools, draft.Sound.GetSection(PoolOptions.Section).GetChildren().Select(pool => pool.Key), errors);
        DiscoveryValidator.Validate(pools, errors);
        NodeTrustValidator.Validate(pools, errors);
        await TlsValidator.ValidateAsync(root, options.Tls, draft.Time, errors);
        ManagementValidator.Validate(options.Management, draft.Time, errors);
        AccessLogValidator.Validate(options.AccessLog, () => StateDirectory.FileOf(options.Management.StateFile, root), errors);
        PublicBaseAddressValidator.Validate(options.PublicBaseAddress, errors);
        AuditValidator.Validate(options.Audit, errors);
        PassiveHealthValidator.Validate(options.Health.Passive, errors);
        FailoverPoliciesValidator.Validate(options.FailoverPolicies, errors);
        PageNumbersValidator.Validate(options.PageNumbers, errors);
        QueueValidator.Validate(
            options.Queue, options.FailoverPolicies, pools.All.SelectMany(pool => pool.Nodes.Values.Select(node => node.MaxConcurrentRequests).Append(pool.Discovery.MaxConcurrentRequests)), errors);
        LimitsValidator.Validate(options.Limits, options.LoadShedding, errors);
        LastGoodPageValidator.Validate(options.LastGoodPage, errors);
        SecurityValidator.Validate(options.Security, errors);
        TextsValidator.Validate(options.Texts, errors);

        await using var services = YarpSection.Services(draft.Sound, policies => policies.AddGatewayPolicies());
        var (routes, clusters) = await YarpSection.ReadAsync(services, pools, errors);
        ClusterPoolsValidator.Validate(routes, clusters, pools, errors);
        ClustersValidator.Validate(clusters, errors);
        ClusterPagesValidator.Validate(clusters, errors);
        RoutesValidator.Validate(routes, clusters, options.FailoverPolicies, options.PageNumbers, errors);
        IdlePageValidator.Validate(routes, options.IdlePage, options.FailoverPolicies, errors);
        RouteFallbackValidator.Validate(routes, options.FailoverPolicies, errors);
        new LoginRoutesValidator(
            options.FailoverPolicies, options.Security.FailedLogins.Enabled, services.GetRequiredService<ParameterPolicyFactory>(), errors).Validate(routes);
        return new(root, features, routes, clusters);
    }

    /// <summary>The type of YARP's section.</summary>
    private sealed class ReverseProxySection
    {
        public Dictionary<string, RouteConfig> Routes { get; init; } = [];

        public Dictionary<string, ClusterConfig> Clusters { get; init; } = [];
    }
}
