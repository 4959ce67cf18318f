using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>
/// Phones that press at fixed times, each on a fresh connection, without waiting for earlier answers. A load generator that waits for
/// answers would press less often when something is broken.
/// </summary>
internal sealed class PhoneFleet(FleetOptions options, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Phone[] _phones = [.. Enumerable.Range(0, options.Phones).Select(number => new Phone(number))];
    private int _answered;

    /// <summary>Presses for <paramref name="duration"/>, and returns when the last press is answered or abandoned.</summary>
    public Task<FleetReport> PressAsync(TimeSpan duration, CancellationToken cancellation = default) =>
        PressUntilAsync(duration, CancellationToken.None, cancellation);

    /// <summary>
    /// Presses until <paramref name="over"/>, at most for <paramref name="limit"/>, and returns when the last press is answered or abandoned.
    /// </summary>
    public async Task<FleetReport> PressUntilAsync(TimeSpan limit, CancellationToken over, CancellationToken cancellation = default)
    {
        var start = time.GetTimestamp();
        var presses = new List<Task<Press>>();
        for (var number = 0; number < (int)(limit.TotalSeconds * options.PressesPerSecond) && !over.IsCancellationRequested; number++)
        {
            var due = TimeSpan.FromSeconds(number / options.PressesPerSecond);
            while (due - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
                await Task.Delay(left < Tick ? Tick : left, time, cancellation);

            presses.Add(PressOnceAsync(number, start, due, cancellation));
        }

        return new FleetReport(await Task.WhenAll(presses));
    }

    /// <summary>Returns when so many more presses are answered or abandoned.</summary>
    public Task AnsweredAsync(int presses, TimeSpan limit, CancellationToken cancellation = default)
    {
        var enough = Volatile.Read(ref _answered) + presses;
        return Until.TrueAsync(
            _ => Task.FromResult(Volatile.Read(ref _answered) >= enough), limit, () => $"{_answered} presses are answered, not {enough}", time, cancellation);
    }

    private async Task<Press> PressOnceAsync(int number, long start, TimeSpan due, CancellationToken cancellation)
    {
        var phone = _phones[number % _phones.Length];
        var lag = time.GetElapsedTime(start) - due;
        using var patience = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(Math.Max(1, (options.GiveUpAfter - lag).TotalMilliseconds)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);

        var request = phone.Request(options.Path, options.Target);
        var reply = await PhoneCall.AskAsync(phone, request, options.Target, either.Token);
        Interlocked.Increment(ref _answered);
        cancellation.ThrowIfCancellationRequested();
        return new Press(number, phone.Device, due, lag, time.GetElapsedTime(start) - due,
            reply.Judge(options.ExpectedRoot), reply.Answer?.Status ?? 0);
    }
}
