using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>Where one node at a time is active, the others are down for the gateway and in order for those who look after it.</summary>
public sealed class StandbyNodeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeTable _nodes = new(new NodeDirectory());
    private readonly NodeStateChanges _changes;
    private readonly List<NodeStateChange> _seen = [];

    public StandbyNodeTests()
    {
        _changes = new(_nodes, new CommonFaults(_nodes, new NodeDirectory(), _time, NullLogger<CommonFaults>.Instance), _time, NullLogger<NodeStateChanges>.Instance);
        _changes.Changed += _seen.Add;
    }

    [Theory]
    [InlineData(NodePolicyNames.ActiveStandby, true, "BadStatus", true)]
    [InlineData(NodePolicyNames.ActiveStandby, true, "BadPage", true)]
    [InlineData(NodePolicyNames.ActiveStandby, true, "AnswerTimeout", false)]
    [InlineData(NodePolicyNames.ActiveStandby, true, "ConnectFailed", false)]
    [InlineData(NodePolicyNames.ActiveStandby, false, "BadStatus", false)]
    [InlineData(NodePolicyNames.DeviceHash, true, "BadStatus", false)]
    public void Observe_NodeGoesDown_StandsByOnlyWhereItAnswersAndAnotherIsActive(string policy, bool otherIsUp, string failure, bool expected)
    {
        var (other, node) = Pair(policy);
        Judge(other, otherIsUp ? AttemptFailure.None : AttemptFailure.BadStatus);

        Judge(node, Enum.Parse<AttemptFailure>(failure));

        Assert.Equal(expected, _nodes.IsStandby(node));
        Assert.Equal((NodeCondition.Down, expected), (_seen[^1].State, _seen[^1].Standby));
    }

    [Fact]
    public void IsStandby_DeadNodeIsBackWithoutService_StandsBy()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Judge(node, AttemptFailure.ConnectFailed);

        node.LastProbe = new(_time.GetUtcNow(), TimeSpan.FromMilliseconds(5), AttemptFailure.BadStatus, "status 404");

        Assert.True(_nodes.IsStandby(node));
    }

    [Fact]
    public void IsStandby_StandbyFallsSilent_IsMissed()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Judge(node, AttemptFailure.BadStatus);

        node.LastProbe = new(_time.GetUtcNow(), TimeSpan.FromSeconds(1), AttemptFailure.AnswerTimeout, "no answer");

        Assert.False(_nodes.IsStandby(node));
    }

    [Fact]
    public void Observe_StandbyFallsSilentAndIsBack_IsNewsAfterTwoProbes()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);
        _time.Advance(TimeSpan.FromMinutes(5));

        Probe(node, AttemptFailure.AnswerTimeout);
        Assert.True(_seen[^1].Standby);
        Probe(node, AttemptFailure.AnswerTimeout);

        Assert.Equal((NodeCondition.Down, false, true, AttemptFailure.AnswerTimeout), (_seen[^1].State, _seen[^1].Standby, _seen[^1].WasStandby, _seen[^1].Failure));
        Assert.Equal((TimeSpan.FromMinutes(5), _time.GetUtcNow()), (_seen[^1].Lasted, node.Since));
        Probe(node, AttemptFailure.BadStatus);
        Assert.Equal((true, false, 4), (_seen[^1].Standby, _seen[^1].WasStandby, _seen.Count));
    }

    [Fact]
    public void Observe_ActiveNodeIsLost_IsNewsOfThatNodeAlone()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);

        Judge(other, AttemptFailure.ConnectFailed);
        Probe(node, AttemptFailure.BadStatus);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);

        Assert.Equal(["first", "second", "first", "first"], _seen.Select(change => change.Destination));
    }

    /// <summary>A node that was fine as long as it stood by is not missed for all that time.</summary>
    [Fact]
    public void Observe_ActiveNodeIsLost_StandbyIsMissedSinceThen()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);
        _time.Advance(TimeSpan.FromSeconds(23));
        Judge(other, AttemptFailure.ConnectFailed);
        Probe(node, AttemptFailure.BadStatus);
        _time.Advance(TimeSpan.FromSeconds(12));
        Probe(node, AttemptFailure.BadStatus);
        Assert.Equal(_time.GetUtcNow().AddSeconds(-12), node.MissedSince);

        Probe(node, AttemptFailure.None);

        Assert.Equal((true, TimeSpan.FromSeconds(35), (TimeSpan?)TimeSpan.FromSeconds(12)), (_seen[^1].WasStandby, _seen[^1].Lasted, _seen[^1].Missed));
        Assert.Null(node.MissedSince);
    }

    [Fact]
    public void Observe_ActiveNodeIsLostAndIsBack_StandbyIsMissedNoMore()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);
        Judge(other, AttemptFailure.ConnectFailed);
        Probe(node, AttemptFailure.BadStatus);
        Assert.NotNull(node.MissedSince);

        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);

        Assert.Null(node.MissedSince);
    }

    /// <summary>Nobody is active then: phones are not sent to a node in maintenance.</summary>
    [Fact]
    public void IsStandby_OnlyActiveNodeIsInMaintenance_IsMissed()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Judge(node, AttemptFailure.BadStatus);
        Assert.True(_nodes.IsStandby(node));

        Clusters.Maintain(other.Destination);

        Assert.False(_nodes.IsStandby(node));
    }

    /// <summary>Dead first, and then there without its application: two causes, each with its own time, told as they come.</summary>
    [Fact]
    public void Observe_DownNodeFailsInAnotherWayTwice_IsNewsWithTheTimeOfThat()
    {
        var (_, node) = Pair(NodePolicyNames.DeviceHash);
        Note(node, AttemptFailure.ConnectFailed, count: 2);
        Judge(node, AttemptFailure.ConnectFailed);
        _time.Advance(TimeSpan.FromMinutes(5));

        Note(node, AttemptFailure.BadStatus, count: 1);
        Judge(node, AttemptFailure.BadStatus);
        Assert.Single(_seen);
        Note(node, AttemptFailure.BadStatus, count: 2);
        Judge(node, AttemptFailure.BadStatus);
        Judge(node, AttemptFailure.BadStatus);

        Assert.Equal(2, _seen.Count);
        Assert.True(_seen[1].IsAnotherCause);
        Assert.Equal((AttemptFailure.BadStatus, _time.GetUtcNow(), TimeSpan.FromMinutes(5)), (_seen[1].Failure, _seen[1].At, _seen[1].Lasted));
        Judge(node, AttemptFailure.None);
        Assert.Equal((NodeCondition.Up, TimeSpan.FromMinutes(5)), (_seen[2].State, _seen[2].Lasted));
    }

    /// <summary>A host that is gone: nothing for some probes, then its neighbours say that there is no route to it, then nothing again.</summary>
    [Fact]
    public void Observe_DownNodeFailsInTwoWaysByTurns_TellsEachOnce()
    {
        var (_, node) = Pair(NodePolicyNames.DeviceHash);
        Note(node, AttemptFailure.ConnectFailed, count: 2);
        Judge(node, AttemptFailure.ConnectFailed);

        foreach (var failure in (AttemptFailure[])[AttemptFailure.ConnectTimeout, AttemptFailure.ConnectFailed, AttemptFailure.ConnectTimeout, AttemptFailure.ConnectFailed])
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Note(node, failure, count: 2);
            Judge(node, failure);
        }

        Assert.Equal([AttemptFailure.ConnectFailed, AttemptFailure.ConnectTimeout], _seen.Select(change => change.Failure));
        Assert.Equal(AttemptFailure.ConnectFailed, node.LastChange!.Failure);

        // Another time down is another story.
        Judge(node, AttemptFailure.None);
        Judge(node, AttemptFailure.ConnectTimeout);
        Assert.Equal(NodeCondition.Down, _seen[^1].State);
        _time.Advance(TimeSpan.FromSeconds(3));
        Note(node, AttemptFailure.ConnectFailed, count: 2);
        Judge(node, AttemptFailure.ConnectFailed);
        Assert.True(_seen[^1].IsAnotherCause);
    }

    /// <summary>The next change is that of a node that was down, and not of one that others did without.</summary>
    [Fact]
    public void Observe_ActiveNodeIsLostAndThenTheStandby_IsDownSinceItWasMissed()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);
        Judge(other, AttemptFailure.ConnectFailed);
        Probe(node, AttemptFailure.BadStatus);
        var missed = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(12));

        Probe(node, AttemptFailure.ConnectFailed);

        Assert.Equal((false, true, (TimeSpan?)TimeSpan.FromSeconds(12)), (_seen[^1].Standby, _seen[^1].WasStandby, _seen[^1].Missed));
        Assert.Equal(missed, node.Since);
        Probe(node, AttemptFailure.None);
        Assert.Equal((NodeCondition.Up, false, null), (_seen[^1].State, _seen[^1].WasStandby, _seen[^1].Missed));
    }

    [Fact]
    public void Observe_StandbyAnswersInAnotherWay_IsNoNews()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.BadStatus);
        _time.Advance(TimeSpan.FromMinutes(5));
        var before = _seen.Count;

        Note(node, AttemptFailure.BadPage, count: 2);
        Probe(node, AttemptFailure.BadPage);

        Assert.Equal(before, _seen.Count);
    }

    [Fact]
    public void Observe_NodeIsDownAndStandsByAndIsDown_TellsEachWayOnce()
    {
        var (other, node) = Pair(NodePolicyNames.ActiveStandby);
        Judge(other, AttemptFailure.None);
        Probe(node, AttemptFailure.ConnectFailed);
        Probe(node, AttemptFailure.BadStatus);
        Probe(node, AttemptFailure.ConnectFailed);
        Probe(node, AttemptFailure.ConnectFailed);
        Assert.Equal((false, true), (_seen[^1].Standby, _seen[^1].WasStandby));

        foreach (var failure in (AttemptFailure[])[AttemptFailure.ConnectTimeout, AttemptFailure.ConnectFailed])
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Note(node, failure, count: 2);
            Probe(node, failure);
        }

        Assert.Equal(AttemptFailure.ConnectTimeout, _seen[^1].Failure);
    }

    private void Note(NodeHealth node, AttemptFailure failure, int count) => node.Note = new(failure, "seen", null, 0, 0, _time.GetUtcNow(), count);

    private void Probe(NodeHealth node, AttemptFailure failure)
    {
        node.LastProbe = new(_time.GetUtcNow(), TimeSpan.Zero, failure, "seen");
        Judge(node, failure);
    }

    private (NodeHealth Other, NodeHealth Node) Pair(string policy)
    {
        var cluster = Clusters.Create(
            new ClusterConfig { ClusterId = "manager-assistant", LoadBalancingPolicy = policy }, ("first", "http://10.1.1.1/"), ("second", "http://10.1.1.2/"));
        return (Add(cluster, "first"), Add(cluster, "second"));
    }

    private NodeHealth Add(ClusterState cluster, string id)
    {
        var node = new NodeHealth(cluster, cluster.Destinations[id], _time.GetUtcNow());
        _nodes.Add(node);
        return node;
    }

    private void Judge(NodeHealth node, AttemptFailure failure)
    {
        node.Destination.Health.Active = failure == AttemptFailure.None ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        _changes.Observe(node, "seen", failure);
    }
}
