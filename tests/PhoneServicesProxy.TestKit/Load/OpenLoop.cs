using System.Net;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>
/// More presses than can be served. Each is sent when it is due, without waiting for earlier ones, and its wait counts from the due time.
/// </summary>
internal sealed class OpenLoop(IPEndPoint target, TimeProvider time)
{
    private const int Phones = 4000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly (Phone Phone, byte[] Request)[] _phones = [.. Enumerable.Range(0, Phones)
        .Select(number => new Phone(number))
        .Select(phone => (phone, phone.Request("/ccmcip/getservicesmenu.jsp?name={device}", target)))];

    /// <summary>Presses, and returns when the last press is answered or abandoned.</summary>
    public async Task<LoadReport> PressAsync(double pressesPerSecond, TimeSpan duration, TimeSpan giveUpAfter, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var presses = new Task<LoadPress>[(int)(duration.TotalSeconds * pressesPerSecond)];
        for (var number = 0; number < presses.Length;)
        {
            var elapsed = time.GetElapsedTime(start);
            var patience = new CancellationTokenSource(giveUpAfter, time);
            while (number < presses.Length && TimeSpan.FromSeconds(number / pressesPerSecond) is var due && due <= elapsed)
                presses[number] = PressOnceAsync(number++, start, due, patience.Token);

            await Task.Delay(Tick, time, cancellation);
        }

        return new LoadReport(await Task.WhenAll(presses), duration);
    }

    private async Task<LoadPress> PressOnceAsync(int number, long start, TimeSpan due, CancellationToken patience)
    {
        var (phone, request) = _phones[number % Phones];
        var lag = time.GetElapsedTime(start) - due;
        var answer = await LoadCall.AskAsync(phone, request, target, patience);
        return new LoadPress(due, lag, time.GetElapsedTime(start) - due, answer);
    }
}
