using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>An order has changed what is in force for a node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Override">What overrides the configuration from now on; null where nothing does.</param>
/// <param name="Configured">What the configuration says.</param>
/// <param name="By">Who ordered it, in words.</param>
/// <param name="Reason">The administrator's reason; null for none.</param>
/// <param name="Survives">Whether it is still so after a restart.</param>
internal sealed record OverrideChange(
    string Node, NodeOverride? Override, NodeState? Configured, string By, string? Reason, bool Survives);
