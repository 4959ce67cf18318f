using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Api;

/// <summary>An order that stands above the configuration until it is cleared.</summary>
/// <param name="State">What it ordered.</param>
/// <param name="Since">When it was given.</param>
/// <param name="Reason">The reason that came with it; null for none.</param>
/// <param name="By">How it came in.</param>
public sealed record OverrideReport(NodeState State, DateTimeOffset Since, string? Reason, string By);
