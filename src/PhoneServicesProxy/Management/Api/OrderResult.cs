using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The result of an order.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="State">The state in force; null if the configuration has no such node.</param>
/// <param name="ConfiguredState">The configured state; null if the configuration has no such node.</param>
/// <param name="Override">The override; null if there is none.</param>
/// <param name="SurvivesRestart">True if this survives a restart. If not, the log says why.</param>
/// <param name="Text">The same in words.</param>
public sealed record OrderResult(
    string Node, NodeState? State, NodeState? ConfiguredState, OverrideReport? Override, bool SurvivesRestart, string Text);

/// <summary>The optional body of an order.</summary>
/// <param name="Reason">The reason, for people who look later; up to 200 characters.</param>
public sealed record OrderRequest(string? Reason);
