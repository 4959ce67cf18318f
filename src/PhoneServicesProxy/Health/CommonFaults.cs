using System.Runtime.CompilerServices;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>
/// Compares the nodes' answers to the same probe. If all nodes fail in the same way, no node is at fault. Then the probe or the application
/// is wrong. As long as phones get the nodes' answers, the nodes count as up.
/// </summary>
internal sealed partial class CommonFaults
{
    private readonly NodeTable _nodes;
    private readonly NodeDirectory _directory;
    private readonly TimeProvider _time;
    private readonly ILogger<CommonFaults> _logger;
    private readonly NewsGroups<(CommonFault Fault, bool Began)> _groups;
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<ClusterState, CommonFault> _known = [];

    public CommonFaults(NodeTable nodes, NodeDirectory directory, TimeProvider time, ILogger<CommonFaults> logger)
    {
        (_nodes, _directory, _time, _logger) = (nodes, directory, time, logger);
        _groups = new(
            time, _ => "", news => news.Fault.Cluster, news => (news.Began, news.Fault.Cause), news => ReportAll([.. news.Select(one => one.Fault)], news[0].Began));
    }

    /// <summary>Raised when a service's nodes begin to fail in the same way (true) and when they stop (false). Handlers must not block.</summary>
    public event Action<CommonFault, bool>? Changed;

    /// <summary>Raised a moment later, with all services that have the same fault. Handlers must not block.</summary>
    public event Action<IReadOnlyList<CommonFault>, bool>? Reported;

    /// <summary>The common faults at the moment.</summary>
    public IEnumerable<CommonFault> All => _nodes.Nodes.Select(node => node.Cluster).Distinct().Select(Of).OfType<CommonFault>();

    /// <summary>The common fault that fully explains a node's failure in a service; null if there is none.</summary>
    public CommonFault? ExplanationOf(string cluster, string node)
    {
        lock (_gate)
        {
            return Find(cluster, node) is { } one && _known.TryGetValue(one.Cluster, out var fault) && one.Note?.Fault?.Kind == fault.Fault.Kind ? fault : null;
        }
    }

    /// <summary>
    /// True if all answering nodes of the service fail like this one, but are not yet known to have a common fault. The next probes will tell.
    /// </summary>
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

    /// <summary>Checks whether the nodes are now down for a fault that all have in common.</summary>
    public void Refresh(ClusterState cluster)
    {
        lock (_gate)
        {
            Update(cluster);
        }
    }

    /// <summary>Records a probe's result.</summary>
    /// <returns>The meaning of the result, and the nodes to probe immediately.</returns>
    public (ProbeComparison Comparison, IReadOnlyList<NodeHealth> Ask) Take(NodeHealth node, long started, ProbeAnswer answer)
    {
        lock (_gate)
        {
            node.Note = ProbeNote.After(node.Note, answer, node.Cluster, started, _time.GetUtcNow() - _time.GetElapsedTime(started));
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

            // This node now does better, or fails differently. The other nodes' failures count against them again.
            foreach (var other in Others(node).Where(other => other.ProbeIsWrong && Compare(other) == ProbeComparison.OfTheNode))
            {
                other.ProbeIsWrong = false;
                ask.Add(other);
            }

            // If the fault has ended at one node, it may have ended at all of them.
            if (Update(node.Cluster))
            {
                ask.AddRange(Others(node).Where(other => other is { State: NodeCondition.Down, Note.Fault: not null }));
            }

            return (comparison, ask);
        }
    }

    /// <summary>Decides what a failed probe says about its node. The rule has no state.</summary>
    /// <param name="own">The node's result.</param>
    /// <param name="others">The other nodes' results; null for a node that has not been probed yet.</param>
    public static ProbeComparison Compare(ProbeNote own, IEnumerable<ProbeNote?> others)
    {
        if (own.Fault is not { Phones: not ProbeFaultEffect.Lost } fault)
        {
            return ProbeComparison.OfTheNode;
        }

        var (agree, open) = (false, false);
        foreach (var other in others)
        {
            // The other node has not been probed since. It may fail in the same way now.
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
        // If one node at a time is active, the others answer differently by design. But none of them should give an ill-formed page.
        var standsBy = NodePicker.HasOneActiveNode(node.Cluster) && node.Note?.Fault is { IsIllFormed: false } && Others(node).Any();
        return node.Note is null || standsBy ? ProbeComparison.OfTheNode : Compare(node.Note, Others(node).Select(other => other.Note));
    }

    /// <summary>
    /// Other nodes are probed only at a node's first failures. These may be the first signs of a common fault, and earlier good answers prove nothing.
    /// </summary>
    private IEnumerable<NodeHealth> ThatMayFailToo(NodeHealth node) =>
        node.Note is { Fault: not null, Count: <= 2 } own && !node.ProbeIsWrong && !NodePicker.HasOneActiveNode(node.Cluster)
            ? Others(node).Where(other => other.Note is { Good: true } note && note.Started < own.Started)
            : [];

    private NodeHealth? Find(string cluster, string node) => _nodes.Nodes.FirstOrDefault(
        one => one.Cluster.ClusterId.Equals(cluster, StringComparison.OrdinalIgnoreCase) && one.Destination.DestinationId.Equals(node, StringComparison.OrdinalIgnoreCase));

    /// <summary>The nodes that are probed and whose answers count. Nodes in maintenance do not.</summary>
    private IEnumerable<NodeHealth> Others(NodeHealth node) => Asked(node.Cluster).Where(other => other != node);

    private IEnumerable<NodeHealth> Asked(ClusterState cluster) => _nodes.Nodes.Where(
        node => node.Cluster == cluster && node.Prober is not null && _directory.Of(node.Destination).State != NodeState.Maintenance);

    private CommonFault? Of(ClusterState cluster)
    {
        NodeHealth[] asked = [.. Asked(cluster)];
        if (asked.FirstOrDefault(node => node.ProbeIsWrong)?.Note is { Fault: { } wrong })
        {
            return FaultOf(cluster, asked, wrong.Kind);
        }

        // In the remaining case all nodes are down. It is reported only when every one of them is.
        NodeHealth[] answering = [.. asked.Where(node => node.Note is null or { Good: true } or { Fault: not null })];
        var isCommon = !NodePicker.HasOneActiveNode(cluster)
            && asked.All(node => node.State == NodeCondition.Down)
            && answering.All(node => node.Note?.Fault is { Phones: ProbeFaultEffect.Lost })
            && answering.Select(node => node.Note!.Fault!.Kind).Distinct().Count() == 1;
        if (!isCommon)
        {
            return null;
        }

        // One answering node cannot be compared with others, unless they died after the fault became known.
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

    /// <returns>True if a common fault has ended.</returns>
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

        // This is under the lock. Otherwise an end could be reported before its beginning.
        Report(now ?? before!, began: now is not null);
        return now is null;
    }

    private void Report(CommonFault fault, bool began)
    {
        _groups.Add((fault, began), HeldChanges.Delay);
        Raise(() => Changed?.Invoke(fault, began));
    }

    private void ReportAll(IReadOnlyList<CommonFault> faults, bool began)
    {
        Raise(() => Log(faults, began));
        Raise(() => Reported?.Invoke(faults, began));
    }

    private void Log(IReadOnlyList<CommonFault> faults, bool began)
    {
        if (began)
        {
            LogBegan(CommonFault.HeadlineOf(faults), CommonFault.MeaningOf(faults));
        }
        else
        {
            LogEnded(CommonFault.Services(faults), CommonFault.TextOf(faults));
        }
    }

    private void Raise(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception e)
        {
            // Probing must go on even if an observer fails.
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
