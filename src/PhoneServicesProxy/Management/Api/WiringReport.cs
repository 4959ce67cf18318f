using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Management.Api;

/// <summary>Whether phones come here: how many do, and where they are led past the gateway. No phone is named.</summary>
/// <param name="At">When this was so.</param>
/// <param name="CountedSince">Since when phones are counted: the start of the gateway.</param>
/// <param name="Phones">How many phones each service has seen.</param>
/// <param name="Unrouted">Entries of pages that no route takes.</param>
/// <param name="AuditedAt">When an audit told this gateway its result; null where none has since the start.</param>
/// <param name="Audit">What it found; null for none.</param>
/// <param name="Text">The same in sentences.</param>
public sealed record WiringReport(
    DateTimeOffset At,
    DateTimeOffset CountedSince,
    IReadOnlyList<ServicePhonesReport> Phones,
    IReadOnlyList<UnroutedReport> Unrouted,
    DateTimeOffset? AuditedAt,
    AuditFindings? Audit,
    IReadOnlyList<string> Text);
