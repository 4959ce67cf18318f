using System.Net;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>
/// Phones with users. Each user presses, pauses and presses again, and each unused phone asks for its idle page. Each phone has its own
/// clock, which does not wait for answers. So a slow gateway does not get fewer presses.
/// </summary>
internal sealed class UserFleet(IPEndPoint target, UserHabits habits, TimeProvider time, Action<string>? progress = null)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private readonly Phone[] _phones = [.. Enumerable.Range(0, habits.Phones).Select(number => new Phone(number))];
    private readonly Random _chance = new(habits.Seed);

    /// <summary>Presses, and returns when the last press is answered or abandoned.</summary>
    public async Task<IReadOnlyList<(ChaosPage Page, FleetReport Report)>> PressAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var due = new PriorityQueue<(int Phone, bool Idle), TimeSpan>();
        for (var phone = 0; phone < _phones.Length; phone++)
        {
            due.Enqueue((phone, false), _chance.NextDouble() * habits.ThinkTime);
            due.Enqueue((phone, true), _chance.NextDouble() * habits.IdleTime);
        }

        var presses = new List<(ChaosPage Page, Task<Press> Press)>();
        var told = TimeSpan.Zero;
        while (due.TryPeek(out var next, out var at) && at < duration)
        {
            var elapsed = time.GetElapsedTime(start);
            if (at > elapsed)
            {
                told = Tell(told, elapsed, presses);
                await Task.Delay(at - elapsed < Tick ? Tick : at - elapsed, time, cancellation);
                continue;
            }

            due.Dequeue();
            var page = next.Idle ? habits.IdlePage : Choose();
            presses.Add((page, PressOnceAsync(presses.Count, _phones[next.Phone], page, start, at, cancellation)));
            due.Enqueue(next, at + (next.Idle ? habits.IdleTime : Think()));
        }

        await Task.WhenAll(presses.Select(press => press.Press));
        return [.. presses.GroupBy(press => press.Page, press => press.Press.Result).Select(page => (page.Key, new FleetReport([.. page])))];
    }

    private async Task<Press> PressOnceAsync(
        int number, Phone phone, ChaosPage page, long start, TimeSpan due, CancellationToken cancellation)
    {
        var lag = time.GetElapsedTime(start) - due;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(GiveUpAfter);
        var reply = await PhoneCall.AskAsync(phone, phone.Request(page.Path, target), target, patience.Token);
        cancellation.ThrowIfCancellationRequested();
        return new Press(number, phone.Device, due, lag, time.GetElapsedTime(start) - due, reply.Judge(page.Root), reply.Answer?.Status ?? 0);
    }

    private TimeSpan Tell(TimeSpan told, TimeSpan elapsed, List<(ChaosPage Page, Task<Press> Press)> presses)
    {
        if (progress is null || elapsed - told < Progress)
            return told;

        var done = new FleetReport([.. presses.Where(press => press.Press.IsCompletedSuccessfully).Select(press => press.Press.Result).Where(press => press.Due >= told)]);
        progress(FormattableString.Invariant($"{elapsed.TotalSeconds,6:F0} s  {presses.Count} presses so far; since {told.TotalSeconds:F0} s: {done}"));
        return elapsed;
    }

    /// <summary>Pauses are exponentially distributed, as between independent events: most are short, a few are long.</summary>
    private TimeSpan Think() => -Math.Log(1 - _chance.NextDouble()) * habits.ThinkTime;

    private ChaosPage Choose()
    {
        var left = _chance.NextDouble();
        return habits.Pages.FirstOrDefault(page => (left -= page.Share) < 0) ?? habits.Pages[0];
    }
}
