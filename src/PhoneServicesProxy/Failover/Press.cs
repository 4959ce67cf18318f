using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Rewriting;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>One key press of one phone, from the moment that its route is known: what may be done for it and what has been tried.</summary>
internal sealed class Press(HttpContext context, RouteModel route, ClusterState cluster, RoutePolicy policy, NodePicker picker)
{
    private static readonly HttpRequestOptionsKey<Press> Key = new("PhoneServicesProxy.Press");
    private readonly List<DestinationState> _tried = [];
    private readonly List<DestinationState> _hedges = [];
    private readonly List<Attempt> _attempts = [];
    private readonly Lock _lock = new();
    private readonly QueryString _query = context.Request.QueryString;
    private bool _mayHedge = policy.Options.Hedging.Enabled;
    private volatile bool _hasPageInHand;
    private volatile bool _hasAnswer;
    private bool _isOver;

    public ClusterState Cluster => cluster;

    public RouteModel Route => route;

    public RoutePolicy Policy => policy;

    /// <summary>The request's body, read before the first attempt so that each attempt can send it; null where there is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The large pages that are held for it.</summary>
    public PressPages Pages { get; } = new();

    /// <summary>The sessions that the request carries; null where there are none.</summary>
    public PressSessions? Sessions { get; init; }

    /// <summary>What is kept for the press's spans; null where nobody wants them.</summary>
    public PressTrace? Trace { get; init; }

    /// <summary>Where the next press is to come; null where that is unknown.</summary>
    public GatewayAddress? Gateway => AddressForPhone.Of(context, policy.Rewriting ?? RewriteRules.None);

    /// <summary>The page that the phone got has a session in its URLs: it is for this phone alone.</summary>
    public bool HandsOutSession { get; set; }

    /// <summary>When the phone began to wait, as a timestamp of the clock.</summary>
    public long Began { get; init; }

    /// <summary>What the phone asked with.</summary>
    public RequestParameters Parameters => new(_query, Body);

    /// <summary>Another phone's press asked for the same page; this one waited for its answer and tried no node itself.</summary>
    public bool WaitedForAnother { get; init; }

    /// <summary>Whether a request that a node may have executed may be sent again. Only GET is safe by definition (RFC 9110, 9.2.1).</summary>
    public bool MayRepeat { get; } = policy.Options.Replay == Replay.Always && HttpMethods.IsGet(context.Request.Method);

    /// <summary>
    /// Whether a node that is late may be joined by another. Not where one node alone is meant to answer, and not where no
    /// other was left.
    /// </summary>
    public bool MayHedge => _mayHedge && MayRepeat && !HasOneActiveNode;

    /// <summary>Whether one node alone is meant to answer while it is up.</summary>
    public bool HasOneActiveNode => NodePicker.HasOneActiveNode(cluster);

    /// <summary>Which phone it is; known as soon as a second node is asked, for whoever judges when the request is gone.</summary>
    public ulong PhoneId { get; private set; }

    /// <summary>
    /// Whether the node that was picked first has a session of the phone, and has not failed it yet: only late, it is not worth
    /// a session.
    /// </summary>
    public bool IsHeldBySession =>
        Sessions?.MayBelongTo(FirstNode) == true && Availability.IsUp(FirstNode) && !HasEnded(static attempt => attempt is { Won: false, Cancelled: false });

    /// <summary>
    /// The page comes from another node than the session's own, which was late, or busy, or was not asked because the gateway itself lacked
    /// something: the session lives on there.
    /// </summary>
    public bool KeepsSession =>
        Shown is { } shown && KindOf(shown.Node) != AttemptKind.First && Sessions?.MayBelongTo(FirstNode) == true && Availability.IsUp(FirstNode)
        && !HasEnded(static attempt => attempt is
        {
            Won: false, Cancelled: false, Failure: not (AttemptFailure.NodeFull or AttemptFailure.ServiceBusy or AttemptFailure.GatewayExhausted),
        });

    /// <summary>Is cancelled when the node that was picked first goes down while the press waits at it.</summary>
    public CancellationToken FirstNodeDown { get; set; }

    /// <summary>The node that was picked first, for which YARP prepared the request.</summary>
    public DestinationState FirstNode => _tried[0];

    /// <summary>The nodes that were asked, in that order; for whoever looks when the press is over.</summary>
    public IReadOnlyList<DestinationState> Asked => [.. _tried];

    /// <summary>The attempts that came to an end, in that order.</summary>
    public IReadOnlyList<Attempt> Attempts
    {
        get
        {
            lock (_lock)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>The first attempt that gave a good page; null while there is none.</summary>
    public Attempt? Winner
    {
        get
        {
            lock (_lock)
            {
                return _attempts.Find(attempt => attempt.Won);
            }
        }
    }

    /// <summary>The request has been handed on to the nodes' client.</summary>
    public bool HasBegun { get; set; }

    /// <summary>
    /// It is certain that no node has executed the request. An attempt of which nothing is known, because the time was up or the gateway
    /// failed in the middle of it, may have reached its node.
    /// </summary>
    public bool IsNotExecuted
    {
        get
        {
            lock (_lock)
            {
                return _attempts.TrueForAll(attempt => attempt.NotExecuted)
                    && (!HasBegun || _tried.TrueForAll(node => _attempts.Exists(attempt => attempt.Node == node)));
            }
        }
    }

    /// <summary>The attempt whose answer the phone got; null where it got none of a node.</summary>
    public Attempt? Shown { get; private set; }

    /// <summary>The phone got its last good page, because no node could answer.</summary>
    public bool ShownStalePage { get; set; }

    public static Press? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var press) ? press : null;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>The next node that has not been tried yet, best first; null where there is none.</summary>
    public DestinationState? NextNode()
    {
        var node = picker.Pick(context, cluster, _tried, Sessions);

        // Where a node that is up has refused a login, one that is down would most likely leave open whether it was carried out.
        if (node is null || (_hasAnswer && !MayRepeat && !Availability.IsUp(node)))
        {
            return null;
        }

        _tried.Add(node);
        return node;
    }

    /// <summary>The node that joins those that are late; null where there is none, or no budget for it.</summary>
    public DestinationState? NextHedge()
    {
        // First: a load-balancing policy counts each node that it picks as one that is asked.
        if (!policy.Pace.Budget.TrySpend(policy.Options.Hedging.Budget))
        {
            return null;
        }

        if (picker.PickForHedge(context, cluster, _tried) is not { } node)
        {
            policy.Pace.Budget.GiveBack();
            _mayHedge = false;
            return null;
        }

        lock (_lock)
        {
            _hedges.Add(node);
        }

        _tried.Add(node);
        return node;
    }

    /// <summary>
    /// Whether an attempt has failed, or waits at a node that has gone down meanwhile, and no other node has been asked in its place yet.
    /// </summary>
    public bool IsOwedAnAttempt()
    {
        lock (_lock)
        {
            var lost = _attempts.Count(attempt => !attempt.Won);
            if (FirstNodeDown.IsCancellationRequested && !_attempts.Exists(attempt => attempt.Node == FirstNode))
            {
                lost++;
            }

            return lost > _tried.Count - 1 - _hedges.Count;
        }
    }

    /// <summary>Why this node was asked.</summary>
    public AttemptKind KindOf(DestinationState node)
    {
        if (node == FirstNode)
        {
            return AttemptKind.First;
        }

        lock (_lock)
        {
            return _hedges.Contains(node) ? AttemptKind.Hedge : AttemptKind.Failover;
        }
    }

    public void WonBy(Attempt attempt)
    {
        Shown = attempt;

        // YARP's own features name the node that answered, not the one that was picked first.
        context.GetReverseProxyFeature().ProxiedDestination = attempt.Node;
        if (attempt.Place is { } place)
        {
            context.Response.RegisterForDispose(place);
        }
    }

    /// <summary>
    /// How long an attempt at this node may take. Less where the phone may get a page already, that is not well-formed: a better one must not
    /// be long in coming. Less, too, where a node that is up has answered wrongly, and this one is down: most likely it is the application.
    /// </summary>
    public TimeSpan LimitOf(DestinationState node)
    {
        var limit = policy.Options.AttemptTimeout;
        var isHopeless = _hasAnswer && MayRepeat && !Availability.IsUp(node);
        return (_hasPageInHand || isHopeless) && PatienceWithPage(node) is { } less && less < limit ? less : limit;
    }

    /// <summary>How long a better page is waited for; null for as long as without one.</summary>
    public TimeSpan? PatienceWithPage(DestinationState node) =>
        policy.Options.Hedging is not { Enabled: true } hedging ? null
            : Availability.IsUp(node) ? hedging.MaxDelay
            : policy.Pace.NextDelay(hedging);

    /// <summary>Takes note of the phone before the press goes to a second node.</summary>
    public void GoesOn() => PhoneId = Failover.PhoneId.Of(context);

    /// <returns>True where the press had ended before.</returns>
    public bool Ended(Attempt attempt)
    {
        _hasPageInHand |= attempt.IsWholePage && MayRepeat;
        _hasAnswer |= attempt.Response is not null && Availability.IsUp(attempt.Node);
        lock (_lock)
        {
            _attempts.Add(attempt);
            return _isOver;
        }
    }

    /// <summary>Ends the press.</summary>
    /// <returns>The attempts that have ended before it.</returns>
    public IReadOnlyList<Attempt> End()
    {
        lock (_lock)
        {
            _isOver = true;
            return [.. _attempts];
        }
    }

    private bool HasEnded(Predicate<Attempt> how)
    {
        lock (_lock)
        {
            return _attempts.Exists(attempt => attempt.Node == FirstNode && how(attempt));
        }
    }
}
