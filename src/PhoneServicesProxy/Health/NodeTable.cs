using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Every node in every service. It knows which of them are the same machine.</summary>
internal sealed class NodeTable(NodeDirectory directory)
{
    private readonly ConditionalWeakTable<DestinationState, NodeHealth> _byDestination = [];
    private ImmutableArray<NodeHealth> _nodes = [];

    public ImmutableArray<NodeHealth> Nodes => _nodes;

    public NodeHealth? Find(DestinationState destination) =>
        _byDestination.TryGetValue(destination, out var node) ? node : null;

    /// <summary>The other nodes that are probed on the same host and port.</summary>
    public IEnumerable<NodeHealth> Siblings(NodeHealth node) =>
        _nodes.Where(other => other != node && other.ProbeAuthority == node.ProbeAuthority);

    /// <summary>The nodes, in every service, whose requests connect in the same way.</summary>
    public IEnumerable<NodeHealth> ConnectedAs(NodeHealth node) => _nodes.Where(node.IsConnectedAs);

    /// <summary>
    /// True if one node at a time is active, this one is down but answers, and another is up. This is the normal state. A node that does
    /// not answer at all could not take over, so it counts as down.
    /// </summary>
    public bool IsStandby(NodeHealth node) =>
        node.State == NodeCondition.Down
        && (Answers(FailureOf(node)) || Answers(node.ProbeBefore?.Failure))
        && NodePicker.HasOneActiveNode(node.Cluster)
        && _nodes.Any(other => other.Cluster == node.Cluster && other.State == NodeCondition.Up && !IsInMaintenance(other));

    public bool IsInMaintenance(NodeHealth node) => directory.Of(node.Destination).State == NodeState.Maintenance;

    public void Add(NodeHealth node)
    {
        _byDestination.AddOrUpdate(node.Destination, node);
        ImmutableInterlocked.Update(ref _nodes, static (nodes, added) => nodes.Add(added), node);
    }

    public void Remove(NodeHealth node)
    {
        ImmutableInterlocked.Update(ref _nodes, static (nodes, removed) => nodes.Remove(removed), node);
        if (Find(node.Destination) == node)
        {
            _byDestination.Remove(node.Destination);
        }
    }

    /// <summary>True if a node with this failure is alive and could take over.</summary>
    public static bool Answers(AttemptFailure? failure) => failure is AttemptFailure.BadStatus or AttemptFailure.BadPage or AttemptFailure.Rejected;

    /// <summary>The last probe counts, because a dead node that is back as a standby does not change its state.</summary>
    private static AttemptFailure? FailureOf(NodeHealth node) =>
        node.LastProbe is { Failure: not AttemptFailure.None } probe ? probe.Failure : node.LastChange?.Failure;
}
