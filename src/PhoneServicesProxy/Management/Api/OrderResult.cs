using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The result of an order.</summary>
/// <param name="Node">The state in force; null if the configuration has no such node.</param>
/// <param name="State">The configured state; null if the configuration has no such node.</param>
/// <param name="ConfiguredState">The override; null if there is none.</param>
/// <param name="Override">True if this survives a restart. If not, the log says why.</param>
/// <param name="SurvivesRestart">Whether it is still so after a restart; if not, the log says why.</param>
/// <param name="Text">The same in words.</param>
public sealed record OrderResult(
    string Node, NodeState? State, NodeState? ConfiguredState, OverrideReport? Override, bool SurvivesRestart, string Text);
