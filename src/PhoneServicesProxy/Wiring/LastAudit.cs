namespace PhoneServicesProxy.Wiring;

/// <summary>What <c>audit</c> found last, as it told this gateway; it is forgotten with a stop of the gateway.</summary>
internal sealed class LastAudit(TimeProvider time)
{
    private volatile Told? _last;

    public (DateTimeOffset At, AuditFindings Findings)? Value => _last is { } last ? (last.At, last.Findings) : null;

    public void Tell(AuditFindings findings) => _last = new(time.GetUtcNow(), findings);

    private sealed record Told(DateTimeOffset At, AuditFindings Findings);
}
