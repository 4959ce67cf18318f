using System.Runtime.CompilerServices;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>The data of a destination for choosing a node.</summary>
/// <param name="Priority">Its tier.</param>
/// <param name="Weight">Its share within the tier.</param>
/// <param name="State">The administrator's setting for it.</param>
/// <param name="Load">The running and waiting requests of the node.</param>
internal sealed record NodeEntry(int Priority, int Weight, NodeState State, NodeLoad Load)
{
    /// <summary>The number of requests above its share that <see cref="WeightedLeastRequestsPolicy"/> has given it; negative if below.</summary>
    public StrongBox<double> Ahead { get; } = new();
}
