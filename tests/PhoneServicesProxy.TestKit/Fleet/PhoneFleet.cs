using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>
/// Phones on a clock: presses leave when they are due, whether earlier ones have been answered or not, each on a fresh
/// connection. A load generator that waits for answers would press less often just when something is broken.
/// </summary>
internal sealed class PhoneFleet(FleetOptions options, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Phone[] _phones = [.. Enumerable.Range(0, options.Phones).Select(number => new Phone(number))];

    /// <summary>Presses for <paramref name="duration"/> and returns when the last press is answered or given up.</summary>
    public async Task<FleetReport> PressAsync(TimeSpan duration, CancellationToken cancellation = default)
    {
        var start = time.GetTimestamp();
        var presses = new Task<Press>[(int)(duration.TotalSeconds * options.PressesPerSecond)];
        for (var number = 0; number < presses.Length; number++)
        {
            var due = TimeSpan.FromSeconds(number / options.PressesPerSecond);
            while (due - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
                await Task.Delay(left < Tick ? Tick : left, time, cancellation);

            presses[number] = PressOnceAsync(number, start, due, cancellation);
        }

        return new FleetReport(await Task.WhenAll(presses));
    }

    private async Task<Press> PressOnceAsync(int number, long start, TimeSpan due, CancellationToken cancellation)
    {
        var phone = _phones[number % _phones.Length];
        var lag = time.GetElapsedTime(start) - due;
        using var patience = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(Math.Max(1, (options.GiveUpAfter - lag).TotalMilliseconds)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);

        var (outcome, status) = await OutcomeAsync(phone, either.Token);
        cancellation.ThrowIfCancellationRequested();
        return new Press(number, phone.Device, due, lag, time.GetElapsedTime(start) - due, outcome, status);
    }

    private async Task<(PressOutcome Outcome, int Status)> OutcomeAsync(Phone phone, CancellationToken cancellation)
    {
        using var socket = new Socket(options.Target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (phone.SourceFor(options.Target) is { } source)
                socket.Bind(new System.Net.IPEndPoint(source, 0));

            await socket.ConnectAsync(options.Target, cancellation);
        }
        catch (SocketException error)
        {
            return (error.SocketErrorCode == SocketError.ConnectionRefused
                ? PressOutcome.Refused
                : PressOutcome.ConnectFailed, 0);
        }
        catch (OperationCanceledException)
        {
            return (PressOutcome.GaveUp, 0);
        }

        return await ConverseAsync(socket, phone, cancellation);
    }

    private async Task<(PressOutcome Outcome, int Status)> ConverseAsync(
        Socket socket, Phone phone, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var received = 0;
        PhoneAnswer? answer = null;
        try
        {
            await socket.SendAsync(phone.Request(options.Path, options.Target), cancellation);
            while (answer is not { Complete: true })
            {
                if (received == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);

                var count = await socket.ReceiveAsync(buffer.AsMemory(received), cancellation);
                received += count;
                answer = PhoneAnswer.Read(buffer.AsSpan(0, received), ended: count == 0);
                if (count == 0)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            return (PressOutcome.GaveUp, answer?.Status ?? 0);
        }
        catch (SocketException)
        {
            return (answer is null ? PressOutcome.Reset : PressOutcome.Incomplete, answer?.Status ?? 0);
        }

        return answer is null
            ? (received == 0 ? PressOutcome.NoAnswer : PressOutcome.Incomplete, 0)
            : (AnswerJudge.Judge(answer, options.ExpectedRoot), answer.Status);
    }
}
