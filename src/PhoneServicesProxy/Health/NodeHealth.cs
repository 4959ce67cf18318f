using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>All that is known of one node in one service.</summary>
internal sealed class NodeHealth
{
    private readonly Lock _observing = new();
    private volatile ProbeResult? _lastProbe;
    private volatile ProbeResult? _probeBefore;
    private volatile PressResult? _lastPress;
    private volatile ProbeNote? _note;
    private volatile bool _probeIsWrong;
    private readonly string? _scheme;

    public NodeHealth(ClusterState cluster, DestinationState destination, DateTimeOffset now)
    {
        (Cluster, Destination, Since) = (cluster, destination, now);
        var config = destination.Model.Config;
        Address = (config.Address, config.Health);
        Authority = AuthorityOf(config.Address);
        if (Uri.TryCreate(config.Address, UriKind.Absolute, out var uri))
        {
            (Host, Port, _scheme) = (uri.Host, uri.Port, uri.Scheme);
        }

        ProbeAuthority = string.IsNullOrEmpty(config.Health) ? Authority : AuthorityOf(config.Health);
    }

    public ClusterState Cluster { get; }

    public DestinationState Destination { get; }

    public (string Address, string? Health) Address { get; }

    /// <summary>Host and port that requests go to.</summary>
    public string Authority { get; }

    /// <summary>Whether a request to the other node is connected in the same way: what speaks http at a port may well fail by https.</summary>
    public bool IsConnectedAs(NodeHealth other) => Authority == other.Authority && _scheme == other._scheme;

    /// <summary>The host of <see cref="Authority"/> as it is written.</summary>
    public string? Host { get; }

    /// <summary>The port of <see cref="Authority"/>, an integer: in a box, because each span of an attempt takes it in one.</summary>
    public object? Port { get; }

    /// <summary>Host and port that probes go to.</summary>
    public string ProbeAuthority { get; }

    public NodeCondition State { get; private set; }

    public DateTimeOffset Since { get; private set; }

    /// <summary>What made the state what it is; null where it was never judged.</summary>
    public NodeStateChange? LastChange { get; private set; }

    /// <summary>Since when it has been down and does not stand by any more, because no other node is active; null where that is not so.</summary>
    public DateTimeOffset? MissedSince { get; private set; }

    /// <summary>What has been asked of it, and what came of that.</summary>
    public NodeTotals Totals { get; } = new();

    public ProbeResult? LastProbe
    {
        get => _lastProbe;
        set => (_probeBefore, _lastProbe) = (_lastProbe, value);
    }

    /// <summary>The one before <see cref="LastProbe"/>: one probe that is lost is no verdict.</summary>
    public ProbeResult? ProbeBefore => _probeBefore;

    /// <summary>What the last press met here; kept only where nobody probes, and nothing else tells.</summary>
    public PressResult? LastPress => _lastPress;

    /// <summary>What requests of phones have met here.</summary>
    public PassiveEvidence Evidence { get; } = new();

    /// <summary>Verdicts of probes, one after the other.</summary>
    public ProbeVerdicts Verdicts { get; } = new();

    /// <summary>Null where the service is not probed.</summary>
    public Prober? Prober { get; set; }

    /// <summary>What its latest probe found.</summary>
    public ProbeNote? Note
    {
        get => _note;
        set => _note = value;
    }

    /// <summary>It fails its probe as all nodes do that answer, and phones get what they answer: it counts as up.</summary>
    public bool ProbeIsWrong
    {
        get => _probeIsWrong;
        set => _probeIsWrong = value;
    }

    /// <summary>Its probes alone have taken it out; what requests met does not matter here.</summary>
    public bool ProbesFail => Destination.Health.Active == DestinationHealth.Unhealthy;

    /// <summary>A press has come to an end here.</summary>
    public void Saw(Attempt attempt, TimeProvider time)
    {
        // Where probes find the node up, they tell more.
        if ((Prober is null || State == NodeCondition.Down) && !attempt.Cancelled
            && attempt.Failure is not (AttemptFailure.NodeFull or AttemptFailure.GatewayExhausted or AttemptFailure.NotWritten or AttemptFailure.StaleConnection))
        {
            _lastPress = new(time.GetUtcNow(), attempt.Failure, attempt.Reason);
        }
    }

    /// <summary>Takes note of the present state; returns the change, if it is one.</summary>
    public NodeStateChange? Observe(DateTimeOffset now, string cause, AttemptFailure failure, Func<NodeHealth, bool> isStandby)
    {
        lock (_observing)
        {
            var (state, previous, stoodBy) = (StateOf(Destination.Health), State, LastChange is { Standby: true });
            var change = new NodeStateChange(
                Cluster.ClusterId, Destination.DestinationId, state, cause, failure, now, previous, now - Since)
            {
                StoodBy = stoodBy,
                Missed = stoodBy ? now - MissedSince : null,
                ProbeIsWrong = ProbeIsWrong,
            };
            if (state != previous)
            {
                Enter(change);
            }

            var standsBy = isStandby(this);
            MissedSince = state == NodeCondition.Down && stoodBy && !standsBy ? MissedSince ?? now : null;

            // That nobody is active any more is said of the one that was; whether this one still answers is its own news.
            if (state == previous && (standsBy == stoodBy || (stoodBy && (failure == AttemptFailure.None || NodeTable.Answers(failure)))))
            {
                return standsBy ? null : ObserveCause(change);
            }

            Since = MissedSince ?? now;
            return LastChange = change with { Standby = standsBy };
        }
    }

    /// <summary>It stays down and comes to fail in another way; one probe that does is no other trouble.</summary>
    private NodeStateChange? ObserveCause(NodeStateChange change)
    {
        var isAnother = change.State == NodeCondition.Down && ProbesFail && LastChange is { } last
            && Note is { Good: false, Count: > 1 } note && note.Since > last.At && note.Failure == change.Failure && note.Failure != last.Failure;
        return isAnother ? LastChange = change with { At = Note!.Since, Cause = Note.Reason ?? change.Cause } : null;
    }

    private void Enter(NodeStateChange change)
    {
        (State, LastChange) = (change.State, change);
        if (change.State == NodeCondition.Down)
        {
            Totals.WentDown();
        }
    }

    private static NodeCondition StateOf(DestinationHealthState health) => (health.Active, health.Passive) switch
    {
        (DestinationHealth.Unhealthy, _) or (_, DestinationHealth.Unhealthy) => NodeCondition.Down,
        (DestinationHealth.Unknown, DestinationHealth.Unknown) => NodeCondition.Unknown,
        _ => NodeCondition.Up,
    };

    private static string AuthorityOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.IdnHost}:{uri.Port}" : address;
}
