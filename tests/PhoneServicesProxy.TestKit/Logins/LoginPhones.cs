using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>Phones at which users log in. Each user has a phone and a user id of their own. Half of them post the form.</summary>
internal sealed class LoginPhones(IPEndPoint gateway)
{
    private const string Service = "/emapp/EMAppServlet";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<LoginPress>> LogInAsync(IEnumerable<int> numbers, int atATime, CancellationToken cancellation)
    {
        var presses = new ConcurrentBag<LoginPress>();
        await Parallel.ForEachAsync(
            numbers,
            new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellation },
            async (number, token) => presses.Add(await LogInAsync(number, token)));
        return [.. presses];
    }

    public async Task<LoginPress> LogInAsync(int number, CancellationToken cancellation)
    {
        var phone = new Phone(number);
        var user = string.Create(CultureInfo.InvariantCulture, $"user{number + 1}");
        var form = $"device={phone.Device}&userid={user}&seq=12345";
        // Models alternate with every phone, methods with every fourth phone, so each model uses both methods.
        var (method, request) = number / 4 % 2 == 0
            ? ("GET", phone.Request($"{Service}?{form}", gateway))
            : ("POST", phone.Post(Service, form, gateway));

        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var reply = await PhoneCall.AskAsync(phone, request, gateway, either.Token);
        cancellation.ThrowIfCancellationRequested();
        var (page, detail) = Read(reply);
        return new LoginPress(user, method, page, detail);
    }

    private static (LoginPage Page, string Detail) Read(PhoneReply reply)
    {
        var outcome = reply.Judge("CiscoIPPhoneText");
        if (outcome != PressOutcome.Good)
            return (LoginPage.None, string.Create(CultureInfo.InvariantCulture, $"{outcome} {reply.Answer?.Status}"));

        var text = XDocument.Load(new MemoryStream(reply.Answer!.Body)).Root!.Element("Text")?.Value ?? "";
        return (text switch
        {
            _ when text.Contains("Login Successful", StringComparison.Ordinal) => LoginPage.Success,
            _ when text.Contains("may have been carried out", StringComparison.Ordinal) => LoginPage.MayHaveBeenExecuted,
            _ when text.Contains("cannot be reached", StringComparison.Ordinal) => LoginPage.Unreachable,
            _ when text.Contains("busy at the moment", StringComparison.Ordinal) => LoginPage.Busy,
            _ => LoginPage.Other,
        }, text);
    }
}
