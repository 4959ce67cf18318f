namespace PhoneServicesProxy.Benchmarks.Faults;

/// <summary>The moments of one measurement, counted from its first press.</summary>
internal sealed class FaultClock(TimeSpan duration, TimeProvider time, CancellationToken cancellation)
{
    private readonly long _start = time.GetTimestamp();

    public TimeSpan Duration => duration;

    /// <summary>A quarter of the time all is well, half of it something is broken, a quarter is left to recover.</summary>
    public TimeSpan Break => duration / 4;

    public TimeSpan Repair => 3 * duration / 4;

    public async Task ReachAsync(TimeSpan moment)
    {
        if (moment - time.GetElapsedTime(_start) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellation);
    }
}
