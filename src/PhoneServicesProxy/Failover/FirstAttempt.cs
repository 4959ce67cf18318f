using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// The attempt at the node that was picked first. Nearly every press ends with it, so it is under way before Polly's pipeline
/// is built around the press, which would cost a healthy one a quarter of its CPU time. When it has failed, or is late, it
/// becomes the pipeline's primary attempt.
/// </summary>
internal sealed class FirstAttempt : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancel;
    private readonly CancellationTokenRegistration _phone;
    private readonly Task<Attempt> _attempt;
    private readonly long _began;
    private readonly TimeSpan _limit;
    private bool _isNewlyLate;

    /// <param name="start">Starts it.</param>
    /// <param name="limit">How long the phone may wait in all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The phone has gone away.</param>
    public FirstAttempt(Func<CancellationToken, ValueTask<Attempt>> start, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        (_time, _began, _limit) = (time, time.GetTimestamp(), limit);
        _cancel = new CancellationTokenSource(limit, time);
        _phone = cancellationToken.UnsafeRegister(Cancel, _cancel);
        _attempt = start(_cancel.Token).AsTask();
    }

    /// <summary>Whether the time for the whole press is up.</summary>
    public bool IsTimeUp => _cancel.IsCancellationRequested;

    /// <summary>Cancelled when the time for the whole press is up, or the phone has gone away.</summary>
    public CancellationToken PressIsOver => _cancel.Token;

    /// <summary>What came of it; null where it has not come to its end within the time.</summary>
    /// <param name="patience">How long to wait; negative for as long as it takes.</param>
    /// <param name="nodeDown">The node has gone down: there is no point in waiting on.</param>
    public async ValueTask<Attempt?> EndAsync(TimeSpan patience, CancellationToken nodeDown)
    {
        try
        {
            return await _attempt.WaitAsync(patience, _time, nodeDown);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // On a busy machine it may have ended before anybody came to look.
            if (_attempt.IsCompleted)
            {
                return await _attempt;
            }

            _isNewlyLate = true;
            return null;
        }
    }

    /// <summary>Whether the time for which the next node is to wait has gone by already. Once: after that it counts anew.</summary>
    public bool TakeLateness()
    {
        var isLate = _isNewlyLate;
        _isNewlyLate = false;
        return isLate;
    }

    /// <summary>Has it end within this time, or earlier where the time for the whole press is up.</summary>
    public void EndWithin(TimeSpan patience)
    {
        if (patience < _limit - _time.GetElapsedTime(_began))
        {
            _cancel.CancelAfter(patience);
        }
    }

    /// <summary>Lets the pipeline wait for it, and cancel it where another attempt has won or the time is up.</summary>
    public async ValueTask<Attempt> JoinAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(Cancel, _cancel);
        return await _attempt;
    }

    public void Dispose()
    {
        _phone.Dispose();
        _cancel.Dispose();
    }

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();
}
