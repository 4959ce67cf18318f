using System.Runtime.CompilerServices;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>
/// Compares what nodes answer to the same probe. Where all fail in the same way it is no node's fault: the probe is wrong, or the
/// application. As long as phones get what the nodes answer, the nodes count as up.
/// </summary>
internal sealed partial class CommonFaults(NodeTable nodes, NodeDirectory directory, TimeProvider time, ILogger<CommonFaults> logger)
{
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<ClusterState, CommonFault> _known = [];

    /// <summary>Raised when a service's nodes begin to fail in the same way (true) and when they do no more: handlers must not wait.</summary>
    public event Action<CommonFault, bool>? Changed;

    /// <summary>What is so at the moment.</summary>
    public IEnumerable<CommonFault> All => nodes.Nodes.Select(node => node.Cluster).Distinct().Select(Of).OfType<CommonFault>();

    /// <summary>The common fault that says all there is to say of a node in a service; null where there is none.</summary>
    public CommonFault? SaidOf(string cluster, string node)
    {
        lock (_gate)
        {
            return Find(cluster, node) is { } one && _known.TryGetValue(one.Cluster, out var fault) && one.Note?.Fault?.Kind == fault.Fault.Kind ? fault : null;
        }
    }

    /// <summary>Whether all nodes of the service that answer fail as this one does, without that being known as a common fault: it takes the next probes to be.</summary>
    public bool MayBecomeCommon(string cluster, string node)
    {
        lock (_gate)
        {
            return Find(cluster, node) is { Note.Fault: { } fault } one
                && !_known.TryGetValue(one.Cluster, out _)
                && !NodePicker.HasOneActiveNode(one.Cluster)
                && Others(one).Select(other => other.Note).ToArray() is var others
                && others.Any(note => note?.Fault?.Kind == fault.Kind)
                && others.All(note => note is not null && (note.Fault is null ? !note.Good : note.Fault.Kind == fault.Kind));
        }
    }

    /// <summary>Looks whether nodes are down by now for what all have in common.</summary>
    public void Refresh(ClusterState cluster)
    {
        lock (_gate)
        {
            Update(cluster);
        }
    }

    /// <summary>Takes note of a probe's result.</summary>
    /// <returns>What it means, and the nodes that are to be asked at once: their answers are wanted now.</returns>
    public (ProbeComparison Comparison, IReadOnlyList<NodeHealth> Ask) Take(NodeHealth node, long started, ProbeAnswer answer)
    {
        lock (_gate)
        {
            node.Note = ProbeNote.After(node.Note, answer, node.Cluster, started, time.GetUtcNow() - time.GetElapsedTime(started));
            var comparison = Compare(node);
            var ask = new List<NodeHealth>();
            if (comparison == ProbeComparison.Open)
            {
                ask.AddRange(Others(node).Where(other => other.Note is not { } note || (note.Good && note.Started < node.Note.Began)));
            }
            else
            {
                node.ProbeIsWrong = comparison == ProbeComparison.OfAll;
                ask.AddRange(ThatMayFailToo(node));
            }

            // This one does better now, or fails otherwise: what the others answer is theirs again.
            foreach (var other in Others(node).Where(other => other.ProbeIsWrong && Compare(other) == ProbeComparison.OfTheNode))
            {
                other.ProbeIsWrong = false;
                ask.Add(other);
            }

            // What ends for one may have ended for all.
            if (Update(node.Cluster))
            {
                ask.AddRange(Others(node).Where(other => other is { State: NodeCondition.Down, Note.Fault: not null }));
            }

            return (comparison, ask);
        }
    }

    /// <summary>What a probe that failed says of its node; the rule, without any state.</summary>
    /// <param name="own">What the node answered.</param>
    /// <param name="others">What the others did; null for one that has not been asked yet.</param>
    public static ProbeComparison Compare(ProbeNote own, IEnumerable<ProbeNote?> others)
    {
        if (own.Fault is not { Phones: not ProbeFaultEffect.Lost } fault)
        {
            return ProbeComparison.OfTheNode;
        }

        var (agree, open) = (false, false);
        foreach (var other in others)
        {
            // Not asked since: it may have come to answer in the same way.
            var isOpen = other is null || (other.Good && other.Started < own.Began);
            open |= isOpen;
            if (!isOpen && (other!.Good || (other.Fault is { Phones: not ProbeFaultEffect.Lost } && other.Fault.Kind != fault.Kind)))
            {
                return ProbeComparison.OfTheNode;
            }

            agree |= other?.Fault?.Kind == fault.Kind;
        }

        return open ? ProbeComparison.Open
            : agree || fault.Phones == ProbeFaultEffect.Served ? ProbeComparison.OfAll
            : ProbeComparison.OfTheNode;
    }

    private ProbeComparison Compare(NodeHealth node)
    {
        // Where one node at a time is active, the others answer otherwise by design; but none of them should be ill-formed.
        var standsBy = NodePicker.HasOneActiveNode(node.Cluster) && node.Note?.Fault is { IsIllFormed: false } && Others(node).Any();
        return node.Note is null || standsBy ? ProbeComparison.OfTheNode : Compare(node.Note, Others(node).Select(other => other.Note));
    }

    /// <summary>At the first failures only, which may be the first of all: what others answered before says nothing of now.</summary>
    private IEnumerable<NodeHealth> ThatMayFailToo(NodeHealth node) =>
        node.Note is { Fault: not null, Count: <= 2 } own && !node.ProbeIsWrong && !NodePicker.HasOneActiveNode(node.Cluster)
            ? Others(node).Where(other => other.Note is { Good: true } note && note.Started < own.Started)
            : [];

    private NodeHealth? Find(string cluster, string node) => nodes.Nodes.FirstOrDefault(
        one => one.Cluster.ClusterId.Equals(cluster, StringComparison.OrdinalIgnoreCase) && one.Destination.DestinationId.Equals(node, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those that are asked, and whose answers count: not those in maintenance.</summary>
    private IEnumerable<NodeHealth> Others(NodeHealth node) => Asked(node.Cluster).Where(other => other != node);

    private IEnumerable<NodeHealth> Asked(ClusterState cluster) => nodes.Nodes.Where(
        node => node.Cluster == cluster && node.Prober is not null && directory.Of(node.Destination).State != NodeState.Maintenance);

    private CommonFault? Of(ClusterState cluster)
    {
        NodeHealth[] asked = [.. Asked(cluster)];
        if (asked.FirstOrDefault(node => node.ProbeIsWrong)?.Note is { Fault: { } wrong })
        {
            return FaultOf(cluster, asked, wrong.Kind);
        }

        // Those that are down all the same; nothing is said of them before it is sure.
        NodeHealth[] answering = [.. asked.Where(node => node.Note is null or { Good: true } or { Fault: not null })];
        var isCommon = !NodePicker.HasOneActiveNode(cluster)
            && asked.All(node => node.State == NodeCondition.Down)
            && answering.All(node => node.Note?.Fault is { Phones: ProbeFaultEffect.Lost })
            && answering.Select(node => node.Note!.Fault!.Kind).Distinct().Count() == 1;
        if (!isCommon)
        {
            return null;
        }

        // One alone is no comparison, unless the others have died since.
        var kind = answering[0].Note!.Fault!.Kind;
        var goesOn = _known.TryGetValue(cluster, out var known) && known.Fault.Kind == kind;
        return answering.Length > 1 || goesOn ? FaultOf(cluster, asked, kind) : null;
    }

    private static CommonFault FaultOf(ClusterState cluster, NodeHealth[] asked, string kind)
    {
        NodeHealth[] failing = [.. asked.Where(node => node.Note?.Fault?.Kind == kind)];
        var first = failing.MinBy(node => node.Note!.Since)!.Note!;
        return new(cluster.ClusterId, first.Fault!, failing.Length, asked.Length, first.Since);
    }

    /// <returns>Whether a common fault has ended.</returns>
    private bool Update(ClusterState cluster)
    {
        var now = Of(cluster);
        var before = _known.TryGetValue(cluster, out var known) ? known : null;
        if (before?.Fault.Kind == now?.Fault.Kind)
        {
            return false;
        }

        _known.Remove(cluster);
        if (now is not null)
        {
            _known.Add(cluster, now);
        }

        // Under the lock, or a beginning could be told after its end.
        Tell(now ?? before!, began: now is not null);
        return now is null;
    }

    private void Tell(CommonFault fault, bool began)
    {
        if (began)
        {
            LogBegan(fault.Headline, fault.Meaning);
        }
        else
        {
            LogEnded(fault.Cluster, fault.Fault.Text);
        }

        try
        {
            Changed?.Invoke(fault, began);
        }
        catch (Exception e)
        {
            // Probing goes on whatever an observer does.
            LogObserverFailed(e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Headline}: {Meaning}.", EventName = "CommonFault")]
    private partial void LogBegan(string headline, string meaning);

    [LoggerMessage(2, LogLevel.Information, "The nodes no longer fail the probe of {Cluster} in the same way (it was: {Fault}).", EventName = "CommonFaultEnded")]
    private partial void LogEnded(string cluster, string fault);

    [LoggerMessage(3, LogLevel.Error, "An observer of common faults failed.")]
    private partial void LogObserverFailed(Exception exception);
}
