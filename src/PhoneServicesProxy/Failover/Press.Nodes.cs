using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <content>The nodes that it asks.</content>
internal sealed partial class Press
{
    private readonly List<DestinationState> _tried = [];
    private bool _mayHedge = policy.Options.Hedging.Enabled;
    private bool _foundNoHedge;
    private int _begun;
    private List<DestinationState>? _hedges;

    /// <summary>True if a press that may queue has asked a node.</summary>
    public bool HasAsked => _begun > 0;

    /// <summary>Cancelled when the node picked first goes down while the press waits for it.</summary>
    public CancellationToken FirstNodeDown { get; set; }

    /// <summary>The node that was picked first. YARP prepared the request for it.</summary>
    public DestinationState FirstNode => _tried[0];

    /// <summary>The nodes that were asked, in that order. For use after the end of the press.</summary>
    public IReadOnlyList<DestinationState> Asked => [.. _tried];

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

    /// <summary>Records that a press that may queue has its place at this node.</summary>
    public void Ask(DestinationState node)
    {
        // A press that only waited at several nodes has reached none of them, so its first node may change. A first node that may have the
        // session does not change.
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

    /// <summary>The time until the press asks for its next hedge.</summary>
    public TimeSpan NextHedgeDelay => policy.RouteHedging.NextDelay(policy.Options.Hedging, _foundNoHedge);

    /// <summary>The node for a hedge; null if the press may not be hedged, if there is no such node now, or no budget for it.</summary>
    public DestinationState? NextHedge()
    {
        // Polly asks after each failure, also after the late failure of a node that the press has left because it went down. The budget comes
        // before the node, because a load-balancing policy counts each node that it picks as asked.
        if (!MayHedge || !policy.RouteHedging.Budget.TrySpend(policy.Options.Hedging.Budget))
        {
            return null;
        }

        if (picker.PickForHedge(context, cluster, _tried) is not { } node)
        {
            // While the press waits, another node may come up, or the first one go down. So it asks again, if a node is left.
            policy.RouteHedging.Budget.GiveBack();
            _foundNoHedge = true;
            _mayHedge = cluster.DestinationsState.AllDestinations.Any(other => !_tried.Contains(other));
            return null;
        }

        _foundNoHedge = false;

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
}
