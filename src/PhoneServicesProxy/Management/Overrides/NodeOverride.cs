using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>What an administrator has ordered of a node, in the place of what the configuration says.</summary>
/// <param name="State">The state in force.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">What the administrator gave as reason; null for none.</param>
/// <param name="By">How the order came in: by which kind of credential, and from where.</param>
internal sealed record NodeOverride(NodeState State, DateTimeOffset Since, string? Reason, string By);
