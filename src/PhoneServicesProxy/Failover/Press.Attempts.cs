using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <content>The results of its attempts.</content>
internal sealed partial class Press
{
    private readonly List<Attempt> _attempts = [];
    private readonly Lock _lock = new();
    private volatile bool _hasPageInHand;
    private volatile bool _hasAnswer;
    private bool _isOver;

    /// <summary>
    /// True if the node picked first has a session of the phone, is up, and has not failed this press. Losing the session would be
    /// worse than waiting for a late node.
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
    /// True if it is certain that no node has executed the request. An attempt without a known result may have reached its node. That happens if the
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

    /// <summary>Records an attempt that was not made, because the node is at its limit of requests. The attempt does not count against the node.</summary>
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

    /// <summary>
    /// The timeout of an attempt at this node. It is shorter in two cases. If the phone may already get an ill-formed page, a better page must
    /// come soon. If a node that is up has answered wrongly and this node is down, most likely the application is at fault. The phone has
    /// nothing to show then, so it waits longer.
    /// </summary>
    public TimeSpan LimitOf(DestinationState node)
    {
        var (limit, hedging) = (policy.Options.AttemptTimeout, policy.Options.Hedging);
        var isHopeless = hedging.Enabled && _hasAnswer && MayRepeat && !Availability.IsUp(node);
        var less = _hasPageInHand ? PatienceWithPage(node) : isHopeless ? hedging.MaxDelay : null;
        return less < limit ? less.Value : limit;
    }

    /// <summary>The time to wait for a better page; null for the usual timeout.</summary>
    public TimeSpan? PatienceWithPage(DestinationState node) =>
        policy.Options.Hedging is not { Enabled: true } hedging ? null
            : Availability.IsUp(node) ? hedging.MaxDelay
            : policy.RouteHedging.NextDelay(hedging);

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
