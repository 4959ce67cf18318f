namespace PhoneServicesProxy.Wiring;

/// <summary>The last result that <c>audit</c> reported to this gateway. It is lost when the gateway stops.</summary>
internal sealed class LastAudit(TimeProvider time)
{
    private volatile Told? _last;

    public (DateTimeOffset At, AuditFindings Findings)? Value => _last is { } last ? (last.At, last.Findings) : null;

    public void Tell(AuditFindings findings) => _last = new(time.GetUtcNow(), findings);

    private sealed record Told(DateTimeOffset At, AuditFindings Findings);
}
