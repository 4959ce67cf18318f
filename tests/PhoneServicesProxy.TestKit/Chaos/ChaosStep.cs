namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>What is to happen next.</summary>
/// <param name="Node">Index of the node that breaks.</param>
/// <param name="Fault">How.</param>
/// <param name="Lasts">For how long.</param>
/// <param name="Gap">How long all nodes are healthy afterwards.</param>
internal sealed record ChaosStep(int Node, ChaosFault Fault, TimeSpan Lasts, TimeSpan Gap);
