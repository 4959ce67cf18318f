using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>A state that an administrator ordered in place of the configured one.</summary>
/// <param name="State">The state in force.</param>
/// <param name="Since">The time of the order.</param>
/// <param name="Reason">The administrator's reason; null if none was given.</param>
/// <param name="By">The origin of the order: the kind of credential, and the address.</param>
internal sealed record NodeOverride(NodeState State, DateTimeOffset Since, string? Reason, string By);
