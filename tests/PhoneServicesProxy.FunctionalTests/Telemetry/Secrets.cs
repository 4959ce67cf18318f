using System.Text.RegularExpressions;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>A user who does all that a request may hold of a user: logs in rightly and wrongly, by GET and POST, and by broken requests.</summary>
internal sealed partial class Secrets(Uri gateway, Phone phone, string user = Secrets.User)
{
    /// <summary>Requests of <see cref="LogInAsync"/> that hold a user id and a PIN for Extension Mobility.</summary>
    public const int Logins = 4;

    public const string User = "user1987";
    public const string Pin = "12345";
    public const string WrongPin = "90817";
    public const string Session = "5EC2E75E5510A1B2C3D4E5F60718293A";

    private const string Credentials = $"userid={User}&seq={WrongPin}";

    /// <summary>Bytes that Kestrel or routing turn down, each in another way.</summary>
    private static readonly string[] Broken =
    [
        $"GET /emapp/EMAppServlet?{Credentials} HTTP/9.9\r\nHost: ccm\r\n\r\n",
        $"GET /emapp/EMAppServlet?{Credentials}\r\nHost: ccm\r\n\r\n",
        $"GET /emapp/EMAppServlet?{Credentials}\0 HTTP/1.1\r\nHost: ccm\r\n\r\n",
        $"GET /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: ccm\r\nCookie {User} {WrongPin}\r\n\r\n",
        $"GET /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: {User}:{WrongPin}@ccm\r\n\r\n",
        $"GET /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\n\r\n",
        $"G{User} /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n",
        $"GET http://ccm/emapp/EMAppServlet;{Credentials} HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n",
        $"GET /emapp/{User}/{WrongPin} HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n",
        $"GET /emapp/EMAppServlet%3F{Credentials} HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n",
        $"PUT /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: ccm\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        $"POST /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: ccm\r\nContent-Length: 9999999\r\n\r\n{Credentials}",
        $"POST /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: ccm\r\nContent-Length: {Credentials}\r\n\r\n{Credentials}",
        $"POST /emapp/EMAppServlet?{Credentials} HTTP/1.1\r\nHost: ccm\r\nTransfer-Encoding: chunked\r\n\r\n{Credentials}\r\n",
        $"{User} {WrongPin}\r\n\r\n",
    ];

    /// <summary>Sessions that nodes gave.</summary>
    public HashSet<string> Given { get; } = [];

    public async Task LogInAsync()
    {
        await KeepAsync(phone.LoginAsync(user, Pin));
        await KeepAsync(phone.LoginAsync(user, WrongPin));
        await KeepAsync(phone.GetAsync($"/emapp/EMAppServlet;jsessionid={Session}?device={phone.Device}&userid={user}&seq={WrongPin}"));
        await KeepAsync(phone.GetAsync($"/ccmcip/authenticate.jsp?UserID={user}&Password={WrongPin}&devicename={phone.Device}"));
        await KeepAsync(phone.GetAsync($"/changecredential/ChangeCredentialServlet?device={phone.Device}&userid={user}&pin={Pin}&newseq={WrongPin}&confirmseq={WrongPin}"));
        await KeepAsync(phone.SendAsync(new(HttpMethod.Post, $"/emapp/EMAppServlet?device={phone.Device}&userid={user}")
        {
            Content = new FormUrlEncodedContent([new("userid", user), new("seq", WrongPin)]),
            Headers = { { "Cookie", $"JSESSIONID={Session}; other={WrongPin}" }, { "Referer", $"http://ccm/?userid={user}&seq={WrongPin}" } },
        }));
    }

    public async Task SendBrokenAsync()
    {
        foreach (var request in Broken)
        {
            try
            {
                await RawPhone.SendAsync(gateway, request).WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                // Reset, with what was on its way.
            }
        }
    }

    private async Task KeepAsync(Task<PhoneAnswer> press)
    {
        var answer = await press;
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            if (SessionId().Match(cookie) is { Success: true } session)
            {
                Given.Add(session.Groups[1].Value);
            }
        }
    }

    [GeneratedRegex("^JSESSIONID=([^;.]+)")]
    private static partial Regex SessionId();
}
