using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
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
using PhoneServicesProxy.Rewriting;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Tls;

namespace PhoneServicesProxy.Composition;

/// <summary>The section <c>PhoneServices</c>: everything that is ours. Routes and clusters are YARP's section <c>ReverseProxy</c>.</summary>
public sealed class PhoneServicesOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = SettingKeys.PhoneServices;

    /// <summary>
    /// The CallManager nodes by name. Clusters that name no <c>Destinations</c> of their own get them all.
    /// <value>Empty by default; the gateway does not start without a node and without <see cref="Discovery"/>.</value>
    /// </summary>
    public Dictionary<string, NodeOptions> Nodes { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nodes that are found by DNS, beside those of <see cref="Nodes"/>.</summary>
    public DiscoveryOptions Discovery { get; init; } = new();

    /// <summary>The address that pages name in the place of a node's. <value>By default the one that each phone used.</value></summary>
    public PublicBaseAddressOptions PublicBaseAddress { get; init; } = new();

    /// <summary>Who may come in, and how often.</summary>
    public SecurityOptions Security { get; init; } = new();

    /// <summary>https for phones.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>How <c>audit</c> reads what phones are configured with.</summary>
    public AuditOptions Audit { get; init; } = new();

    /// <summary>Where liveness and readiness are served.</summary>
    public ManagementOptions Management { get; init; } = new();

    /// <summary>How the gateway goes when it is told to stop.</summary>
    public ShutdownOptions Shutdown { get; init; } = new();

    /// <summary>How nodes are judged, over all services.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>How requests wait for a node that works on as many as its <c>MaxConcurrentRequests</c> allows.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>How a press is carried through when a node fails, by policy name; routes refer to it by metadata <c>FailoverPolicy</c>.</summary>
    public Dictionary<string, FailoverPolicyOptions> FailoverPolicies { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What the numbers at the end of a page's title, prompt or text mean, by name of a set and number; routes refer to a set by
    /// metadata <c>PageNumbers</c>.
    /// </summary>
    public Dictionary<string, Dictionary<string, PageNumberOptions>> PageNumbers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What one phone, and all of them, may take of the gateway.</summary>
    public LimitsOptions Limits { get; init; } = new();

    /// <summary>When a new press is turned away, so that those in flight are finished in time.</summary>
    public LoadSheddingOptions LoadShedding { get; init; } = new();

    /// <summary>Which headers of a node's answer reach the phone.</summary>
    public AnswerHeadersOptions AnswerHeaders { get; init; } = new();

    /// <summary>How pages are shared that all phones ask for at the same moment.</summary>
    public IdlePageOptions IdlePage { get; init; } = new();

    /// <summary>The page that a phone is shown again when no node can answer.</summary>
    public LastGoodPageOptions LastGoodPage { get; init; } = new();

    /// <summary>What phones are told when there is no page for them, by language: <c>de</c>, <c>pt-BR</c>.</summary>
    public Dictionary<string, PhoneTextOptions> Texts { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}
