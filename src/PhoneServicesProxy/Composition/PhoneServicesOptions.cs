using PhoneServicesProxy.AccessLog;
using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Tls;

namespace PhoneServicesProxy.Composition;

/// <summary>The section <c>PhoneServices</c>: all of the gateway's own settings. Routes and clusters are in YARP's section <c>ReverseProxy</c>.</summary>
public sealed class PhoneServicesOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = SettingKeys.PhoneServices;

    /// <summary>
    /// The CallManager nodes by name. A cluster gets all of them if it has no <c>Destinations</c> of its own and names no pool.
    /// <value>Empty by default. The gateway does not start without a node unless <see cref="Discovery"/> is configured.</value>
    /// </summary>
    public Dictionary<string, NodeOptions> Nodes { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds nodes by DNS, in addition to those of <see cref="Nodes"/>.</summary>
    public DiscoveryOptions Discovery { get; init; } = new();

    /// <summary>
    /// Other servers of phone services by the name of their pool. A cluster gets the nodes of a pool by the metadata <c>Pool</c>.
    /// <value>None by default.</value>
    /// </summary>
    public Dictionary<string, PoolOptions> Pools { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address that replaces a node's address in pages. <value>By default the address that each phone used.</value></summary>
    public PublicBaseAddressOptions PublicBaseAddress { get; init; } = new();

    /// <summary>The clients that may use the gateway, and how often.</summary>
    public SecurityOptions Security { get; init; } = new();

    /// <summary>https for phones.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>How the command <c>audit</c> reads the phones' configuration.</summary>
    public AuditOptions Audit { get; init; } = new();

    /// <summary>The management endpoint, which serves liveness and readiness.</summary>
    public ManagementOptions Management { get; init; } = new();

    /// <summary>One line for each press.</summary>
    public AccessLogOptions AccessLog { get; init; } = new();

    /// <summary>How the gateway stops.</summary>
    public ShutdownOptions Shutdown { get; init; } = new();

    /// <summary>How the health of nodes is judged, for all services.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>How requests wait for a node that has as many as its <c>MaxConcurrentRequests</c> allows.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>How a press continues after a node fails, by policy name. Routes refer to a policy by the metadata <c>FailoverPolicy</c>.</summary>
    public Dictionary<string, FailoverPolicyOptions> FailoverPolicies { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The meaning of the numbers at the end of a page's title, prompt or text, by name of a set and number. Routes refer to a set by the
    /// metadata <c>PageNumbers</c>.
    /// </summary>
    public Dictionary<string, Dictionary<string, PageNumberOptions>> PageNumbers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The limits for one phone and for all phones together.</summary>
    public LimitsOptions Limits { get; init; } = new();

    /// <summary>When a new press is refused, so those under way finish in time.</summary>
    public LoadSheddingOptions LoadShedding { get; init; } = new();

    /// <summary>The headers of a node's answer that reach the phone.</summary>
    public AnswerHeadersOptions AnswerHeaders { get; init; } = new();

    /// <summary>How pages are shared that all phones request at the same moment.</summary>
    public IdlePageOptions IdlePage { get; init; } = new();

    /// <summary>The last good page, which a phone is shown if no node can answer.</summary>
    public LastGoodPageOptions LastGoodPage { get; init; } = new();

    /// <summary>The texts of the gateway's own pages, by language: <c>de</c>, <c>pt-BR</c>.</summary>
    public Dictionary<string, PhoneTextOptions> Texts { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}
