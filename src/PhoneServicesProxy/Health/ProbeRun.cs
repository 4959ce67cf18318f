namespace PhoneServicesProxy.Health;

/// <summary>A probe that is under way.</summary>
internal sealed class ProbeRun(long started, TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new(limit, time);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Started => started;

    public CancellationToken Token => _cancellation.Token;

    public Task Ended => _ended.Task;

    /// <summary>True if the result is no longer wanted.</summary>
    public bool Abandoned { get; set; }

    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The probe has just ended by itself.
        }
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _ended.TrySetResult();
    }
}
