using System.Diagnostics;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Keeps what there is to say of a press's attempts until the press has ended, when it is known whether it is traced. A loser may end
/// later still.
/// </summary>
/// <param name="began">When the phone began to wait.</param>
internal sealed class PressTrace(DateTimeOffset began)
{
    private readonly Lock _lock = new();
    private List<EndedAttempt>? _waiting = [];
    private ActivityContext _press;
    private int _begun;

    /// <summary>The press's span; null while there is none.</summary>
    public Activity? Span { get; private set; }

    /// <summary>Begins the span, for log lines to have it: of a press that has failed, so that it is told in any case.</summary>
    public void Open() => Span ??= GatewayTraces.StartPress(began);

    public DateTimeOffset Began => began;

    /// <summary>More than one node was asked, whoever won.</summary>
    public bool HasSeveral => Volatile.Read(ref _begun) > 1;

    public void Begun() => Interlocked.Increment(ref _begun);

    public void Ended(EndedAttempt attempt)
    {
        lock (_lock)
        {
            if (_waiting is not null)
            {
                _waiting.Add(attempt);
                return;
            }
        }

        Write(attempt);
    }

    /// <param name="press">The press's span; default where it has none.</param>
    public void Decide(ActivityContext press)
    {
        List<EndedAttempt>? waiting;
        lock (_lock)
        {
            _press = press;
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.ForEach(Write);
    }

    private void Write(EndedAttempt attempt)
    {
        if (_press != default)
        {
            GatewayTraces.Write(attempt, _press);
        }
    }
}
