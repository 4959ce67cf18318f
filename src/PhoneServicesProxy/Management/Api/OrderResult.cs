using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>What is in force after an order.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="State">What is in force for it; null where the configuration does not name it.</param>
/// <param name="ConfiguredState">What the configuration says; null where it does not name it.</param>
/// <param name="Override">What stands above the configuration; null where nothing does.</param>
/// <param name="SurvivesRestart">Whether it is still so after a restart; if not, the log says why.</param>
/// <param name="Text">The same in words.</param>
public sealed record OrderResult(
    string Node, NodeState? State, NodeState? ConfiguredState, OverrideReport? Override, bool SurvivesRestart, string Text);
