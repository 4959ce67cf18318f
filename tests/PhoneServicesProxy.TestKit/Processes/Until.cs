namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>Waits for a condition with a limit.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(
        Func<CancellationToken, Task<bool>> condition, TimeSpan limit, Func<string> complaint, TimeProvider time,
        CancellationToken cancellation = default)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            while (!await condition(either.Token))
                await Task.Delay(Pause, time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{complaint()} (waited {limit.TotalSeconds:F1} s)");
        }
    }
}
