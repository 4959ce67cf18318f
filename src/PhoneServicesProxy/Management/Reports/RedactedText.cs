using PhoneServicesProxy.AccessLog;
using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>The text settings that are never secret. Any other setting is hidden, so a new one cannot leak.</summary>
internal static class RedactedText
{
    private static readonly Dictionary<Type, string[]> Properties = new()
    {
        [typeof(NodeOptions)] =
        [
            nameof(NodeOptions.Address), nameof(NodeOptions.Host), nameof(NodeOptions.Aliases), nameof(NodeOptions.TrustedCertificateFile),
            nameof(NodeOptions.TrustedFingerprints),
        ],
        [typeof(DiscoveryOptions)] =
        [
            nameof(DiscoveryOptions.AddressName), nameof(DiscoveryOptions.ServiceName), nameof(DiscoveryOptions.Networks),
            nameof(DiscoveryOptions.NameServers),
        ],
        [typeof(SecurityOptions)] = [nameof(SecurityOptions.AllowedNetworks), nameof(SecurityOptions.KnownProxies)],
        [typeof(RateLimitOptions)] = [nameof(RateLimitOptions.ExemptNetworks)],
        [typeof(FailedLoginOptions)] = [nameof(FailedLoginOptions.PageNumbers)],
        [typeof(CertificateOptions)] = [nameof(CertificateOptions.Path), nameof(CertificateOptions.KeyPath)],
        [typeof(PublicBaseAddressOptions)] = [nameof(PublicBaseAddressOptions.Http), nameof(PublicBaseAddressOptions.Https)],
        [typeof(ManagementOptions)] =
        [
            nameof(ManagementOptions.Url), nameof(ManagementOptions.ApiKeyFile), nameof(ManagementOptions.ClientCaFile),
            nameof(ManagementOptions.StateFile),
        ],
        [typeof(ManagementKeyOptions)] = [nameof(ManagementKeyOptions.KeyFile)],
        [typeof(AccessLogOptions)] = [nameof(AccessLogOptions.Directory)],
        [typeof(AuditLogOptions)] = [nameof(AuditLogOptions.File)],
        [typeof(FailoverPolicyOptions)] = [nameof(FailoverPolicyOptions.RefusedStatuses)],
        [typeof(PageNumberOptions)] = [nameof(PageNumberOptions.SetupWithout), nameof(PageNumberOptions.Parameter), nameof(PageNumberOptions.Meaning)],
        [typeof(AnswerHeadersOptions)] = [nameof(AnswerHeadersOptions.AlsoPass)],
        [typeof(IdlePageOptions)] = [nameof(IdlePageOptions.QueryParameters), nameof(IdlePageOptions.PhoneHeaders)],
        [typeof(PhoneTextOptions)] = [.. typeof(PhoneTextOptions).GetProperties().Select(property => property.Name)],
        [typeof(RouteConfig)] =
        [
            nameof(RouteConfig.RouteId), nameof(RouteConfig.ClusterId), nameof(RouteConfig.AuthorizationPolicy), nameof(RouteConfig.RateLimiterPolicy),
            nameof(RouteConfig.OutputCachePolicy), nameof(RouteConfig.TimeoutPolicy), nameof(RouteConfig.CorsPolicy),
        ],
        [typeof(RouteMatch)] = [nameof(RouteMatch.Path), nameof(RouteMatch.Methods), nameof(RouteMatch.Hosts)],
        [typeof(RouteHeader)] = [nameof(RouteHeader.Name)],
        [typeof(RouteQueryParameter)] = [nameof(RouteQueryParameter.Name)],
        [typeof(ClusterConfig)] = [nameof(ClusterConfig.ClusterId), nameof(ClusterConfig.LoadBalancingPolicy)],
        [typeof(SessionAffinityConfig)] = [nameof(SessionAffinityConfig.Policy), nameof(SessionAffinityConfig.FailurePolicy)],
        [typeof(HealthCheckConfig)] = [nameof(HealthCheckConfig.AvailableDestinationsPolicy)],
        [typeof(ActiveHealthCheckConfig)] = [nameof(ActiveHealthCheckConfig.Policy), nameof(ActiveHealthCheckConfig.Path)],
        [typeof(PassiveHealthCheckConfig)] = [nameof(PassiveHealthCheckConfig.Policy)],
        [typeof(HttpClientConfig)] = [nameof(HttpClientConfig.RequestHeaderEncoding), nameof(HttpClientConfig.ResponseHeaderEncoding)],
        [typeof(DestinationConfig)] = [nameof(DestinationConfig.Host)],
    };

    public static bool Includes(Type type, string property) =>
        Properties.TryGetValue(type, out var names) && names.Contains(property, StringComparer.Ordinal);
}
