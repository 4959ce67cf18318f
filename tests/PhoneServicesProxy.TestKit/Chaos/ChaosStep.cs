namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>The next fault.</summary>
/// <param name="Node">Index of the node that breaks.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Lasts">The duration of the fault.</param>
/// <param name="Gap">The time for which all nodes are healthy afterwards.</param>
internal sealed record ChaosStep(int Node, ChaosFault Fault, TimeSpan Lasts, TimeSpan Gap);
