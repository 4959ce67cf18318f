using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Takes nodes out after failed requests, and lets good probes bring them back.</summary>
internal sealed class PassiveHealth(
    NodeTable nodes,
    IClusterDestinationsUpdater updater,
    NodeStateChanges changes,
    ReadinessState readiness,
    Func<HealthOptions> options,
    TimeProvider time)
{
    // There is one lock for all nodes, because the number of nodes out is decided across a service. Failures are rare.
    private readonly Lock _gate = new();

    /// <summary>A request could not connect to this node. The node leaves every service immediately.</summary>
    public void ConnectFailed(NodeHealth seenAt, AttemptFailure failure)
    {
        foreach (var node in nodes.ConnectedAs(seenAt))
        {
            // If probes use the same host and port, the next good probe proves that the node is back. Otherwise a hold time must pass.
            var provable = node.Prober is not null && node.ProbeAuthority == node.Authority;
            bool isNews;
            lock (_gate)
            {
                isNews = node.Evidence.Mark is null && MayTakeOut(node.Cluster);
                if (isNews || node.Evidence.Mark is not null)
                {
                    Mark(node, provable ? TimeSpan.Zero : null);
                }
            }

            if (isNews)
            {
                Publish(node, $"a request for {seenAt.Cluster.ClusterId} could not connect", failure);
            }

            node.Prober?.ProbeSoon();
        }
    }

    /// <summary>A request has failed, and only this service on this node is to blame.</summary>
    public void ServiceFailed(NodeHealth node, AttemptFailure failure, ulong phone)
    {
        bool marked;
        lock (_gate)
        {
            // After the node is out, requests in flight and last-resort requests prove nothing new.
            marked = node.Evidence.Mark is null
                && node.Evidence.Failure(phone, time, options().Passive)
                && MayTakeOut(node.Cluster);
            if (marked)
            {
                Mark(node, null);
            }

            node.Evidence.FailureSeen(time.GetTimestamp());
        }

        if (marked)
        {
            Publish(node, "requests of phones failed", failure);
        }

        node.Prober?.ProbeSoon();
    }

    /// <summary>A good probe lifts the mark if it started, at <paramref name="started"/>, after the mark was set and its hold time was over.</summary>
    public void ProbeSucceeded(NodeHealth node, long started)
    {
        if (node.Evidence.Mark is null)
        {
            return;
        }

        lock (_gate)
        {
            if (node.Evidence.Mark is not { } mark || started <= mark.At || started < mark.HoldUntil)
            {
                return;
            }

            node.Evidence.Clear();
            node.Destination.Health.Passive = DestinationHealth.Healthy;
        }

        updater.UpdateAvailableDestinations(node.Cluster);
    }

    /// <summary>Forgets all evidence, because the node was removed or its address has changed.</summary>
    public void Forget(NodeHealth node)
    {
        lock (_gate)
        {
            node.Evidence.Clear();
            node.Destination.Health.Passive = DestinationHealth.Unknown;
        }
    }

    private bool MayTakeOut(ClusterState cluster)
    {
        var all = cluster.DestinationsState.AllDestinations;
        var alreadyOut = all.Count(IsOutByRequestsAlone);
        return alreadyOut < PassiveDecision.AllowedOut(all.Count, options().Passive.MaxShare);
    }

    private static bool IsOutByRequestsAlone(DestinationState destination) =>
        destination.Health.Passive == DestinationHealth.Unhealthy
        && destination.Health.Active != DestinationHealth.Unhealthy;

    /// <param name="node">The node.</param>
    /// <param name="hold">The hold time; null for one that grows with each repetition.</param>
    private void Mark(NodeHealth node, TimeSpan? hold)
    {
        if (nodes.Find(node.Destination) != node)
        {
            // The node was removed meanwhile, so nothing would ever lift the mark.
            return;
        }

        var evidence = node.Evidence;
        var now = time.GetTimestamp();
        if (hold is null && evidence.Mark is null)
        {
            hold = evidence.NextHold(time, options().Passive);
        }

        evidence.FailureSeen(now);
        var holdUntil = now + (long)((hold ?? TimeSpan.Zero).TotalSeconds * time.TimestampFrequency);
        evidence.Set(new PassiveMark(now, Math.Max(holdUntil, evidence.Mark?.HoldUntil ?? 0)));
        node.Destination.Health.Passive = DestinationHealth.Unhealthy;
        if (node.Prober is null && evidence.Release is null)
        {
            evidence.Release = time.CreateTimer(
                _ => Release(node), null, hold ?? options().Passive.HoldTime, Timeout.InfiniteTimeSpan);
        }
    }

    private void Release(NodeHealth node)
    {
        lock (_gate)
        {
            if (node.Evidence.Mark is null)
            {
                return;
            }

            node.Evidence.Clear();
            node.Destination.Health.Passive = DestinationHealth.Unknown;
        }

        Publish(node, "requests may try it again", AttemptFailure.None);
    }

    // YARP's SetPassive is not used. It updates the list on another thread, and the next request would still go to the node.
    private void Publish(NodeHealth node, string cause, AttemptFailure failure)
    {
        updater.UpdateAvailableDestinations(node.Cluster);
        changes.Observe(node, cause, failure);
        readiness.Judged(node);
    }
}
