using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Rewriting;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>One key press of one phone, from the moment when its route is known. It knows what may be done and what was tried.</summary>
internal sealed class Press(HttpContext context, RouteModel route, ClusterState cluster, RoutePolicy policy, NodePicker picker)
{
    private readonly List<DestinationState> _tried = [];
    private readonly List<Attempt> _attempts = [];
    private readonly Lock _lock = new();
    private readonly QueryString _query = context.Request.QueryString;
    private bool _mayHedge = policy.Options.Hedging.Enabled;
    private volatile bool _hasPageInHand;
    private volatile bool _hasAnswer;
    private int _begun;
    private bool _isOver;
    private GatewayAddress? _gateway;
    private List<DestinationState>? _hedges;

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

    /// <summary>True if a late node may be hedged. False if only one node should answer, and after no other node was left.</summary>
    public bool MayHedge => _mayHedge && MayRepeat && !HasOneActiveNode;

    /// <summary>True if only one node should answer while it is up.</summary>
    public bool HasOneActiveNode => NodePicker.HasOneActiveNode(cluster);

    /// <summary>Identifies the phone. It is set when a second node is asked, because it is still needed when the request is gone.</summary>
    public ulong PhoneId { get; private set; }

    /// <summary>
    /// True if the press waits for a place at any suitable node. False for a press that may be repeated, because it can simply go to the
    /// next node, and for one that a standby node must not answer.
    /// </summary>
    public bool MayQueue => !MayRepeat && !HasOneActiveNode && policy.Options.QueueTime > TimeSpan.Zero;

    /// <summary>True if a press that may queue has asked a node.</summary>
    public bool HasAsked => _begun > 0;

    /// <summary>
    /// True if the node picked first has a session of the phone, is up, and has not failed this press. A node that is only late is not worth
    /// losing the session.
    /// </summary>
    public bool IsHeldBySession =>
        Sessions?.MayBelongTo(FirstNode) == true && Availability.IsUp(FirstNode) && !HasEnded(static attempt => attempt is { Won: false, Cancelled: false });

    /// <summary>
    /// True if the page comes from another node than the session's own. The session's node was late or busy, or was not asked because the
    /// gateway itself lacked something. The session lives on there.
    /// </summary>
    public bool KeepsSession =>
        Shown is { } shown && KindOf(shown.Node) != AttemptKind.First && Sessions?.MayBelongTo(FirstNode) == true && Availability.IsUp(FirstNode)
        && !HasEnded(static attempt => attempt is
        {
            Won: false, Cancelled: false, Failure: not (AttemptFailure.NodeFull or AttemptFailure.NodeBusy or AttemptFailure.ServiceBusy or AttemptFailure.GatewayExhausted),
        });

    /// <summary>Cancelled when the node picked first goes down while the press waits for it.</summary>
    public CancellationToken FirstNodeDown { get; set; }

    /// <summary>The node that was picked first. YARP prepared the request for it.</summary>
    public DestinationState FirstNode => _tried[0];

    /// <summary>The nodes that were asked, in that order. For use after the end of the press.</summary>
    public IReadOnlyList<DestinationState> Asked => [.. _tried];

    /// <summary>The attempts that have ended, in the order of their ends.</summary>
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

    /// <summary>The first attempt with a good page; null while there is none.</summary>
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

    /// <summary>True after the request has been given to the nodes' client.</summary>
    public bool HasBegun { get; set; }

    /// <summary>
    /// True if certainly no node has executed the request. An attempt without a known result may have reached its node. That happens when the
    /// time is up or the gateway fails during the attempt.
    /// </summary>
    public bool IsNotExecuted
    {
        get
        {
            lock (_lock)
            {
                return _attempts.TrueForAll(attempt => attempt.NotExecuted)
                    && _attempts.Count >= _begun
                    && (!HasBegun || _tried.TrueForAll(node => _attempts.Exists(attempt => attempt.Node == node)));
            }
        }
    }

    /// <summary>The attempt whose answer the phone got; null if the phone got no node's answer.</summary>
    public Attempt? Shown { get; private set; }

    /// <summary>True if the phone got its last good page because no node could answer.</summary>
    public bool ShownStalePage { get; set; }

    /// <summary>The nodes for which a press that may queue waits, best first.</summary>
    /// <param name="failed">The nodes that it does not ask again.</param>
    /// <param name="refused">The node that has just refused it, to be asked last; null for none.</param>
    /// <param name="anyTier">True if nodes of other tiers count, too.</param>
    public IReadOnlyList<DestinationState> ToWaitFor(IReadOnlySet<DestinationState> failed, DestinationState? refused, bool anyTier)
    {
        if (IsBoundBySession(failed))
        {
            return [FirstNode];
        }

        var nodes = picker.ToWaitFor(cluster, failed, refused is null ? FirstNode : null, refused, anyTier);

        // After a node that is up has refused a login, a node that is down would most likely leave open whether it executed the login.
        return _hasAnswer && nodes.Count > 0 && !Availability.IsUp(nodes[0]) ? [] : nodes;
    }

    /// <summary>True if the press waits for the node picked first and no other, because that node has the phone's session.</summary>
    public bool IsBoundBySession(IReadOnlySet<DestinationState> failed) =>
        policy.NeedsSession && Sessions?.PlaceAt(FirstNode) is not null && !failed.Contains(FirstNode) && picker.MayTake(cluster, FirstNode);

    /// <summary>Notes that a press that may queue has its place at this node.</summary>
    public void Ask(DestinationState node)
    {
        // A press that waited at several nodes has not been at any of them, so its first node may change. If the first node may have its
        // session, it stays.
        if (_begun++ == 0 && Sessions?.MayBelongTo(FirstNode) != true)
        {
            _tried[0] = node;
        }
        else if (!_tried.Contains(node))
        {
            if (!HasEnded(static _ => true))
            {
                NotMade(FirstNode);
                _begun++;
            }

            _tried.Add(node);
        }
    }

    /// <summary>Notes an attempt that was not made, because the node is at its limit of requests. It says nothing about the node.</summary>
    public Attempt NotMade(DestinationState node, bool cancelled = false, TimeSpan waited = default)
    {
        var attempt = new Attempt(node)
        {
            Failure = AttemptFailure.NodeFull,
            Reason = "at its limit of requests",
            Cancelled = cancelled,
            NotExecuted = true,
            Duration = waited,
        };
        Ended(attempt);
        return attempt;
    }

    /// <summary>The best node that has not been tried yet; null if there is none.</summary>
    public DestinationState? NextNode()
    {
        var node = picker.Pick(context, cluster, _tried, Sessions);

        // After a node that is up has refused a login, a node that is down would most likely leave open whether it executed the login.
        if (node is null || (_hasAnswer && !MayRepeat && !Availability.IsUp(node)))
        {
            return null;
        }

        _tried.Add(node);
        return node;
    }

    /// <summary>The node for a hedge; null if there is no such node, or no budget for it.</summary>
    public DestinationState? NextHedge()
    {
        // The budget comes first, because a load-balancing policy counts each node that it picks as asked.
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
            (_hedges ??= []).Add(node);
        }

        _tried.Add(node);
        return node;
    }

    /// <summary>
    /// True if an attempt has failed, or its node has gone down while it waits, and no other node has been asked instead yet.
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

            return lost > _tried.Count - 1 - (_hedges?.Count ?? 0);
        }
    }

    /// <summary>The reason why this node was asked.</summary>
    public AttemptKind KindOf(DestinationState node)
    {
        if (node == FirstNode)
        {
            return AttemptKind.First;
        }

        lock (_lock)
        {
            return _hedges?.Contains(node) == true ? AttemptKind.Hedge : AttemptKind.Failover;
        }
    }

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

    /// <summary>
    /// The timeout of an attempt at this node. It is shorter in two cases. If the phone may already get an ill-formed page, a better page must
    /// come soon. If a node that is up has answered wrongly and this node is down, most likely the application is at fault.
    /// </summary>
    public TimeSpan LimitOf(DestinationState node)
    {
        var limit = policy.Options.AttemptTimeout;
        var isHopeless = _hasAnswer && MayRepeat && !Availability.IsUp(node);
        return (_hasPageInHand || isHopeless) && PatienceWithPage(node) is { } less && less < limit ? less : limit;
    }

    /// <summary>The time to wait for a better page; null for the usual timeout.</summary>
    public TimeSpan? PatienceWithPage(DestinationState node) =>
        policy.Options.Hedging is not { Enabled: true } hedging ? null
            : Availability.IsUp(node) ? hedging.MaxDelay
            : policy.Pace.NextDelay(hedging);

    /// <summary>Notes the phone's id before the press goes to a second node.</summary>
    public void GoesOn() => PhoneId = Failover.PhoneId.Of(context);

    /// <returns>True if the press had ended before.</returns>
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
    /// <returns>The attempts that ended before the press.</returns>
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
