using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Every node in every service, and which of them are the same machine.</summary>
internal sealed class NodeTable(NodeDirectory directory)
{
    private readonly ConditionalWeakTable<DestinationState, NodeHealth> _byDestination = [];
    private ImmutableArray<NodeHealth> _nodes = [];

    public ImmutableArray<NodeHealth> Nodes => _nodes;

    public NodeHealth? Find(DestinationState destination) =>
        _byDestination.TryGetValue(destination, out var node) ? node : null;

    /// <summary>The others that are probed on the same host and port.</summary>
    public IEnumerable<NodeHealth> Siblings(NodeHealth node) =>
        _nodes.Where(other => other != node && other.ProbeAuthority == node.ProbeAuthority);

    /// <summary>The node in every service whose requests are connected in the same way.</summary>
    public IEnumerable<NodeHealth> ConnectedAs(NodeHealth node) => _nodes.Where(node.IsConnectedAs);

    /// <summary>
    /// Whether it is down where one node at a time is active, and another one is that may be asked: all there is to want. One that does
    /// not answer at all could not take over, and is missed.
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

    /// <summary>Whether a node that fails so is there and could take over.</summary>
    public static bool Answers(AttemptFailure? failure) => failure is AttemptFailure.BadStatus or AttemptFailure.BadPage or AttemptFailure.Rejected;

    /// <summary>As its last probe found it: one that was dead and is back to stand by does not change its state.</summary>
    private static AttemptFailure? FailureOf(NodeHealth node) =>
        node.LastProbe is { Failure: not AttemptFailure.None } probe ? probe.Failure : node.LastChange?.Failure;
}
