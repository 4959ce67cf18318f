using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>An order that overrides the configuration until it is cleared.</summary>
/// <param name="State">The ordered state.</param>
/// <param name="Since">The time of the order.</param>
/// <param name="Reason">The administrator's reason; null if none was given.</param>
/// <param name="By">The origin of the order.</param>
/// <param name="Clear">The request that ends the override.</param>
public sealed record OverrideReport(NodeState State, DateTimeOffset Since, string? Reason, string By, string Clear)
{
    internal static OverrideReport? Of(string node, NodeOverride? order) =>
        order is null ? null : new(order.State, order.Since, order.Reason, order.By, $"DELETE /api/nodes/{Uri.EscapeDataString(node)}/override");
}
