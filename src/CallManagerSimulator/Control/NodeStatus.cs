namespace CallManagerSimulator.Control;

/// <summary>A node as the control API shows it.</summary>
internal sealed record NodeStatus(string Name, Uri Address, string Fault, NodeCounters Counters)
{
    public static NodeStatus Of(SimulatedNode node) => new(node.Name, node.Address, node.Fault.ToString(), node.Counters);
}
