using System.Runtime.CompilerServices;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>What is known of a destination for choosing: its settings, and the load of the node behind it.</summary>
/// <param name="Priority">Its tier.</param>
/// <param name="Weight">Its share within the tier.</param>
/// <param name="State">What an administrator wants of it.</param>
/// <param name="Load">What the node is working on.</param>
internal sealed record NodeEntry(int Priority, int Weight, NodeState State, NodeLoad Load)
{
    /// <summary>How many requests more than its share <see cref="WeightedLeastRequestsPolicy"/> has given it; negative for fewer.</summary>
    public StrongBox<double> Ahead { get; } = new();
}
