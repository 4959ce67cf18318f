using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Management.Api;

/// <summary>Whether phones use the gateway: how many it has seen, and which links bypass it. No phone is named.</summary>
/// <param name="At">The time of the report.</param>
/// <param name="CountedSince">The start of the count: the start of the gateway.</param>
/// <param name="Phones">The number of phones of each service.</param>
/// <param name="Unrouted">Paths in pages that no route matches.</param>
/// <param name="AuditedAt">The time when an audit reported its result; null if none has since the start.</param>
/// <param name="Audit">The audit's result; null if there is none.</param>
/// <param name="Text">The same in sentences.</param>
public sealed record WiringReport(
    DateTimeOffset At,
    DateTimeOffset CountedSince,
    IReadOnlyList<ServicePhonesReport> Phones,
    IReadOnlyList<UnroutedReport> Unrouted,
    DateTimeOffset? AuditedAt,
    AuditFindings? Audit,
    IReadOnlyList<string> Text);
