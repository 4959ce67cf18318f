using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>
/// All users log in within minutes. Each user opens the form of Extension Mobility, types and logs in, at times that do not depend on answers.
/// </summary>
internal sealed class ShiftChange(IPEndPoint gateway, TimeProvider time, Action<string>? progress = null)
{
    private const string Form = "/emapp/EMAppServlet?device={device}";
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(5);

    private readonly LoginPhones _phones = new(gateway);
    private int _done;

    /// <summary>Returns when every user knows the result of the login.</summary>
    public async Task<IReadOnlyList<ShiftLogin>> RunAsync(int logins, double loginsPerSecond, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var users = Enumerable.Range(0, logins).Select(number => LogInAsync(number, start, TimeSpan.FromSeconds(number / loginsPerSecond), cancellation)).ToArray();
        var all = Task.WhenAll(users);
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(Progress, time, cancellation));
            progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(start).TotalSeconds,6:F0} s  {Volatile.Read(ref _done)} of {logins} users know"));
        }

        return await all;
    }

    private async Task<ShiftLogin> LogInAsync(int number, long start, TimeSpan due, CancellationToken cancellation)
    {
        var form = await PressFormAsync(number, start, due, cancellation);
        await UntilAsync(start, due + Typing, cancellation);
        var lag = time.GetElapsedTime(start) - due - Typing;
        var login = await _phones.LogInAsync(number, cancellation);
        Interlocked.Increment(ref _done);
        return new ShiftLogin(due, form, login, time.GetElapsedTime(start) - due - Typing, lag);
    }

    private async Task<Press> PressFormAsync(int number, long start, TimeSpan due, CancellationToken cancellation)
    {
        await UntilAsync(start, due, cancellation);
        var lag = time.GetElapsedTime(start) - due;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var phone = new Phone(number);
        var reply = await PhoneCall.AskAsync(phone, phone.Request(Form, gateway), gateway, patience.Token);
        cancellation.ThrowIfCancellationRequested();
        return new Press(number, phone.Device, due, lag, time.GetElapsedTime(start) - due, reply.Judge("CiscoIPPhoneInput"), reply.Answer?.Status ?? 0);
    }

    private async Task UntilAsync(long start, TimeSpan due, CancellationToken cancellation)
    {
        while (due - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, time, cancellation);
    }
}
