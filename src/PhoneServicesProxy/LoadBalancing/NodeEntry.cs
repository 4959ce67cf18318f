using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>What is known of a destination for choosing: its settings, and the load of the node behind it.</summary>
internal sealed record NodeEntry(int Priority, int Weight, NodeState State, NodeLoad Load);
