using System.Diagnostics;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Keeps the data of a press's attempts until the press has ended. Only then is it known whether the press is traced. A losing attempt
/// may end even later.
/// </summary>
/// <param name="began">The time when the phone began to wait.</param>
/// <param name="samplerDecides">True if the result of the press does not matter: a configured sampler decides.</param>
internal sealed class PressTrace(DateTimeOffset began, bool samplerDecides)
{
    private readonly Lock _lock = new();
    private List<EndedAttempt>? _waiting = [];
    private ActivityContext _press;
    private int _begun;

    /// <summary>The press's span; null while there is none.</summary>
    public Activity? Span { get; private set; }

    /// <summary>Begins the span of a failed press early, for its log lines. The press is then traced in any case.</summary>
    public void Open() => Span ??= GatewayTraces.StartPress(began);

    /// <summary>Begins the span early for a log line about the press. It does nothing if only the end of the press decides about the span.</summary>
    public void OpenForLine()
    {
        if (samplerDecides || HasSeveral)
        {
            Open();
        }
    }

    public DateTimeOffset Began => began;

    /// <summary>True if more than one node was asked.</summary>
    public bool HasSeveral => Volatile.Read(ref _begun) > 1;

    /// <returns>The number of attempts that have begun.</returns>
    public int Begun() => Interlocked.Increment(ref _begun);

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

    /// <param name="press">The press's span; default if it has none.</param>
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
