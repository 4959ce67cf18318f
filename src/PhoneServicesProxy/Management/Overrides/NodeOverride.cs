using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>A state that an administrator ordered in place of the configured one.</summary>
/// <param name="State">The state in force.</param>
/// <param name="Since">The time of the order.</param>
/// <param name="Reason">The administrator's reason; null if none was given.</param>
/// <param name="By">The origin of the order: the kind of credential, and the address.</param>
internal sealed record NodeOverride(NodeState State, DateTimeOffset Since, string? Reason, string By);

/// <summary>A changed override of a node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Override">The override now; null if there is none.</param>
/// <param name="Configured">The configured state.</param>
/// <param name="By">The origin of the order in words.</param>
/// <param name="Reason">The administrator's reason; null if none was given.</param>
/// <param name="Survives">True if it survives a restart.</param>
internal sealed record OverrideChange(
    string Node, NodeOverride? Override, NodeState? Configured, string By, string? Reason, bool Survives);
