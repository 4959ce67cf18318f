using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>The state and history of one node in one service.</summary>
internal sealed class NodeHealth
{
    private readonly Lock _observing = new();
    private volatile ProbeResult? _lastProbe;
    private volatile ProbeResult? _probeBefore;
    private volatile PressResult? _lastPress;
    private volatile ProbeNote? _note;
    private volatile bool _probeIsWrong;
    private readonly string? _scheme;

    /// <summary>One bit for each failure that was told since the node went down.</summary>
    private long _reportedFailures;

    public NodeHealth(ClusterState cluster, DestinationState destination, DateTimeOffset now)
    {
        (Cluster, Destination, Since) = (cluster, destination, now);
        var config = destination.Model.Config;
        Address = (config.Address, config.Health);
        Authority = NodeAddress.AuthorityOf(config.Address) ?? config.Address;
        if (Uri.TryCreate(config.Address, UriKind.Absolute, out var uri))
        {
            (Host, Port, _scheme) = (uri.Host, uri.Port, uri.Scheme);
        }

        ProbeAuthority = string.IsNullOrEmpty(config.Health) ? Authority : NodeAddress.AuthorityOf(config.Health) ?? config.Health;
    }

    public ClusterState Cluster { get; }

    public DestinationState Destination { get; }

    public (string Address, string? Health) Address { get; }

    /// <summary>Host and port for requests.</summary>
    public string Authority { get; }

    /// <summary>True if requests to the other node connect in the same way. A port that works with http may well fail with https.</summary>
    public bool IsConnectedAs(NodeHealth other) => Authority == other.Authority && _scheme == other._scheme;

    /// <summary>The host of <see cref="Authority"/> as written in the configuration.</summary>
    public string? Host { get; }

    /// <summary>The port of <see cref="Authority"/>, an integer. It is boxed once, because each span of an attempt takes it boxed.</summary>
    public object? Port { get; }

    /// <summary>Host and port for probes.</summary>
    public string ProbeAuthority { get; }

    public NodeCondition State { get; private set; }

    public DateTimeOffset Since { get; private set; }

    /// <summary>The change that led to the present state; null if the node was never judged.</summary>
    public NodeStateChange? LastChange { get; private set; }

    /// <summary>For a former standby node, the time since which it is down and no other node is active; null otherwise.</summary>
    public DateTimeOffset? MissedSince { get; private set; }

    /// <summary>Counts of attempts and probes, and their results.</summary>
    public NodeTotals Totals { get; } = new();

    public ProbeResult? LastProbe
    {
        get => _lastProbe;
        set => (_probeBefore, _lastProbe) = (_lastProbe, value);
    }

    /// <summary>The probe before <see cref="LastProbe"/>. A single lost probe is no verdict.</summary>
    public ProbeResult? ProbeBefore => _probeBefore;

    /// <summary>The result of the last press. It is kept only while the node is not probed, or is down.</summary>
    public PressResult? LastPress => _lastPress;

    /// <summary>The results of phones' requests here.</summary>
    public PassiveEvidence Evidence { get; } = new();

    /// <summary>The verdicts of probes, one at a time.</summary>
    public ProbeVerdicts Verdicts { get; } = new();

    /// <summary>Null if the service is not probed.</summary>
    public Prober? Prober { get; set; }

    /// <summary>The finding of the latest probe.</summary>
    public ProbeNote? Note
    {
        get => _note;
        set => _note = value;
    }

    /// <summary>True if the node fails its probe like all answering nodes, and phones get the nodes' answers. The node then counts as up.</summary>
    public bool ProbeIsWrong
    {
        get => _probeIsWrong;
        set => _probeIsWrong = value;
    }

    /// <summary>True if its probes have taken the node out, regardless of phones' requests.</summary>
    public bool ProbesFail => Destination.Health.Active == DestinationHealth.Unhealthy;

    /// <summary>Records the result of an attempt here.</summary>
    public void Record(Attempt attempt, TimeProvider time)
    {
        // While probes find the node up, they are the better evidence.
        if ((Prober is null || State == NodeCondition.Down) && !attempt.Cancelled
            && attempt.Failure is not (AttemptFailure.NodeFull or AttemptFailure.NodeBusy or AttemptFailure.GatewayExhausted or AttemptFailure.NotWritten or AttemptFailure.StaleConnection))
        {
            _lastPress = new(time.GetUtcNow(), attempt.Failure, attempt.Reason);
        }
    }

    /// <summary>Records the present state. Returns the change if there is one.</summary>
    public NodeStateChange? Observe(DateTimeOffset now, string cause, AttemptFailure failure, Func<NodeHealth, bool> isStandby)
    {
        lock (_observing)
        {
            var (state, previous, stoodBy) = (StateOf(Destination.Health), State, LastChange is { Standby: true });
            var change = new NodeStateChange(
                Cluster.ClusterId, Destination.DestinationId, state, cause, failure, now, previous, now - Since)
            {
                WasStandby = stoodBy,
                Missed = stoodBy ? now - MissedSince : null,
                ProbeIsWrong = ProbeIsWrong,
            };
            if (state != previous)
            {
                Enter(change);
            }

            var standsBy = isStandby(this);
            MissedSince = state == NodeCondition.Down && stoodBy && !standsBy ? MissedSince ?? now : null;

            // The loss of the active node is reported for that node. This node is reported only if it no longer answers.
            if (state == previous && (standsBy == stoodBy || (stoodBy && (failure == AttemptFailure.None || NodeTable.Answers(failure)))))
            {
                return standsBy ? null : ObserveCause(change);
            }

            Since = MissedSince ?? now;
            _reportedFailures |= BitOf(failure);
            return LastChange = change with { Standby = standsBy };
        }
    }

    /// <summary>Reports that the node stays down but fails in another way. One such probe is not enough.</summary>
    private NodeStateChange? ObserveCause(NodeStateChange change)
    {
        var isAnother = change.State == NodeCondition.Down && ProbesFail && LastChange is { } last
            && Note is { Good: false, Count: > 1 } note && note.Since > last.At && note.Failure == change.Failure && note.Failure != last.Failure;
        if (!isAnother)
        {
            return null;
        }

        // A host that is gone fails in two ways by turns: no connection in time, and "no route to host" when ARP gives up. Each is told once.
        LastChange = change with { At = Note!.Since, Cause = Note.Reason ?? change.Cause };
        var isReported = (_reportedFailures & BitOf(change.Failure)) != 0;
        _reportedFailures |= BitOf(change.Failure);
        return isReported ? null : LastChange;
    }

    private void Enter(NodeStateChange change)
    {
        (State, LastChange, _reportedFailures) = (change.State, change, 0);
        if (change.State == NodeCondition.Down)
        {
            Totals.WentDown();
        }
    }

    private static long BitOf(AttemptFailure failure) => 1L << (int)failure;

    private static NodeCondition StateOf(DestinationHealthState health) => (health.Active, health.Passive) switch
    {
        (DestinationHealth.Unhealthy, _) or (_, DestinationHealth.Unhealthy) => NodeCondition.Down,
        (DestinationHealth.Unknown, DestinationHealth.Unknown) => NodeCondition.Unknown,
        _ => NodeCondition.Up,
    };
}
