using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>One key press of one phone, after its route is known. It holds the rules for the press and its attempts.</summary>
internal sealed partial class Press(HttpContext context, RouteModel route, ClusterState cluster, RoutePolicy policy, NodePicker picker)
{
    private readonly QueryString _query = context.Request.QueryString;
    private GatewayAddress? _gateway;

    public ClusterState Cluster => cluster;

    public RouteModel Route => route;

    public RoutePolicy Policy => policy;

    public string Method { get; } = context.Request.Method;

    /// <summary>The request's body, read before the first attempt because each attempt sends it. It is null if there is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The large pages that are held for this press.</summary>
    public PressPages Pages { get; } = new();

    /// <summary>The sessions that the request carries; null if there are none.</summary>
    public PressSessions? Sessions { get; init; }

    /// <summary>The data for the press's spans; null if nothing listens to traces.</summary>
    public PressTrace? Trace { get; init; }

    /// <summary>The gateway's address for the phone's next press; null if unknown.</summary>
    public GatewayAddress? Gateway => _gateway ??= AddressForPhone.Of(context, policy.Rewriting ?? RewriteRules.None);

    /// <summary>True if the phone's page has a session in its URLs. Then the page is for this phone only.</summary>
    public bool HandsOutSession { get; set; }

    /// <summary>The time when the phone began to wait, as a timestamp of the clock.</summary>
    public long Began { get; init; }

    /// <summary>The parameters of the phone's request.</summary>
    public RequestParameters Parameters => new(_query, Body);

    /// <summary>True if another phone's press asked for the same page. This press then waited for that answer, and tried no node itself.</summary>
    public bool WaitedForAnother { get; init; }

    /// <summary>True if a request that a node may have executed may be sent again. Only GET is safe by definition (RFC 9110, 9.2.1).</summary>
    public bool MayRepeat { get; } = policy.Options.Replay == Replay.Always && HttpMethods.IsGet(context.Request.Method);

    /// <summary>True if a late node may be hedged. False if only one node should answer, and after all nodes have been asked.</summary>
    public bool MayHedge => _mayHedge && MayRepeat && !HasOneActiveNode;

    /// <summary>True if only one node should answer while it is up.</summary>
    public bool HasOneActiveNode => NodePicker.HasOneActiveNode(cluster);

    /// <summary>Identifies the phone. It is set when a second node is asked, because it is still needed after the request has ended.</summary>
    public ulong PhoneId { get; private set; }

    /// <summary>
    /// True if the press waits for a place at any suitable node. False for a press that may be repeated, because it can simply go to the
    /// next node, and for one that a standby node must not answer.
    /// </summary>
    public bool MayQueue => !MayRepeat && !HasOneActiveNode && policy.Options.QueueTime > TimeSpan.Zero;

    /// <summary>The attempt whose answer the phone got; null if the phone got no node's answer.</summary>
    public Attempt? Shown { get; private set; }

    /// <summary>True if the phone got its last good page because no node could answer.</summary>
    public bool ShownStalePage { get; set; }

    public void WonBy(Attempt attempt)
    {
        Shown = attempt;

        // YARP's own features must name the node that answered, not the one picked first.
        context.GetReverseProxyFeature().ProxiedDestination = attempt.Node;
        if (attempt.Place is { } place)
        {
            context.Response.RegisterForDispose(place);
        }
    }

    /// <summary>Records the phone's id before the press goes to a second node.</summary>
    public void GoesOn() => PhoneId = Failover.PhoneId.Of(context);
}
