using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>An order that stands above the configuration until it is cleared.</summary>
/// <param name="State">What it ordered.</param>
/// <param name="Since">When it was given.</param>
/// <param name="Reason">The reason that came with it; null for none.</param>
/// <param name="By">How it came in.</param>
/// <param name="Clear">The request that ends it, so that the configuration counts again.</param>
public sealed record OverrideReport(NodeState State, DateTimeOffset Since, string? Reason, string By, string Clear)
{
    internal static OverrideReport? Of(string node, NodeOverride? order) =>
        order is null ? null : new(order.State, order.Since, order.Reason, order.By, $"DELETE /api/nodes/{Uri.EscapeDataString(node)}/override");
}
