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

/// <summary>The number of phones that a service has seen. A phone counts by its name, or by its address if it sends none.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Day">In the last 24 hours.</param>
/// <param name="Week">In the last seven days.</param>
/// <param name="IsMore">True if there were more than 50000, the most that are counted.</param>
public sealed record ServicePhonesReport(string Service, int Day, int Week, bool IsMore);

/// <summary>A path in a node's pages that no route matches.</summary>
/// <param name="Path">The beginning of the path.</param>
/// <param name="Service">The service whose page has the link.</param>
/// <param name="Since">The time when it was first seen.</param>
public sealed record UnroutedReport(string Path, string Service, DateTimeOffset Since);
