namespace PhoneServicesProxy.Wiring;

/// <summary>The last result that <c>audit</c> reported to this gateway. It is lost when the gateway stops.</summary>
internal sealed class LastAudit(TimeProvider time)
{
    private volatile Entry? _last;

    public (DateTimeOffset At, AuditFindings Findings)? Value => _last is { } last ? (last.At, last.Findings) : null;

    public void Report(AuditFindings findings) => _last = new(time.GetUtcNow(), findings);

    private sealed record Entry(DateTimeOffset At, AuditFindings Findings);
}
