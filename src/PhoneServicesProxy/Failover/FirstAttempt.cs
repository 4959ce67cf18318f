using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// The attempt at the node that was picked first. Nearly every press ends with it. It starts before Polly's pipeline is built around the
/// press, because the pipeline would cost a healthy press a quarter of its CPU time. If it fails or is late, it becomes the pipeline's
/// primary attempt.
/// </summary>
internal sealed class FirstAttempt : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancel;
    private readonly CancellationTokenRegistration _phone;
    private readonly long _began;
    private readonly TimeSpan _limit;
    private Task<Attempt> _attempt = null!;
    private CancellationTokenSource? _earlyEnd;
    private CancellationTokenRegistration _endsEarly;
    private bool _isNewlyLate;

    /// <param name="limit">The longest time that the phone may wait; infinite if the pipeline takes over before it is up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancelled when the phone has gone away.</param>
    public FirstAttempt(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        (_time, _began, _limit) = (time, time.GetTimestamp(), limit);
        _cancel = limit == Timeout.InfiniteTimeSpan ? new CancellationTokenSource() : new CancellationTokenSource(limit, time);
        _phone = cancellationToken.UnsafeRegister(Cancel, _cancel);
    }

    /// <summary>True if the time for the whole press is up, or the press is cancelled.</summary>
    public bool IsTimeUp => _cancel.IsCancellationRequested;

    /// <summary>Cancelled when the time for the whole press is up, or the phone has gone away.</summary>
    public CancellationToken PressIsOver => _cancel.Token;

    /// <param name="attempt">The attempt, which ends with <see cref="PressIsOver"/>.</param>
    public void Start(ValueTask<Attempt> attempt) => _attempt = attempt.AsTask();

    /// <summary>The attempt when it has ended; null if it is late.</summary>
    /// <param name="patience">The longest wait; negative for no limit.</param>
    /// <param name="nodeDown">Cancelled when the node has gone down and waiting is useless.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Attempt?> EndAsync(TimeSpan patience, CancellationToken nodeDown)
    {
        try
        {
            return await _attempt.WaitAsync(patience, _time, nodeDown);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // On a busy machine the attempt may have ended before this line ran.
            if (_attempt.IsCompleted)
            {
                return await _attempt;
            }

            _isNewlyLate = true;
            return null;
        }
    }

    /// <summary>True if the hedging delay has already passed. True only once: after that the delay starts again.</summary>
    public bool TakeLateness()
    {
        var isLate = _isNewlyLate;
        _isNewlyLate = false;
        return isLate;
    }

    /// <summary>Cancels the attempt after this time, or earlier if the time for the whole press is up.</summary>
    public void EndWithin(TimeSpan patience)
    {
        if (_limit == Timeout.InfiniteTimeSpan || patience < _limit - _time.GetElapsedTime(_began))
        {
            DropEarlyEnd();
            _earlyEnd = new CancellationTokenSource(patience, _time);
            _endsEarly = _earlyEnd.Token.UnsafeRegister(Cancel, _cancel);
        }
    }

    /// <summary>Lets the pipeline wait for the attempt, and cancel it if another attempt has won or the time is up.</summary>
    public async ValueTask<Attempt> JoinAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(Cancel, _cancel);
        return await _attempt;
    }

    public void Dispose()
    {
        _phone.Dispose();
        DropEarlyEnd();
        _cancel.Dispose();
    }

    private void DropEarlyEnd()
    {
        _endsEarly.Dispose();
        _earlyEnd?.Dispose();
    }

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();
}
