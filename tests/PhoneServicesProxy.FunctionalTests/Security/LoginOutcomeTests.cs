using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>What a login counts as: a guess until it is known to be none, however its outcome is hidden.</summary>
public sealed class LoginOutcomeTests : IAsyncLifetime
{
    private const string Path = "/emapp/EMAppServlet";
    private const string Form = "Content-Type: application/x-www-form-urlencoded";
    private int _received;
    private RequestDelegate _answer = _ => Task.CompletedTask;
    private ScriptedNode _node = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Received => Volatile.Read(ref _received);

    public async ValueTask InitializeAsync() => _node = await ScriptedNode.StartAsync(context =>
    {
        Interlocked.Increment(ref _received);
        return _answer(context);
    });

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("&EMCC=true", 201)]
    [InlineData("&emcc=TRUE", 23)]
    [InlineData("&Emcc=True", 2)]
    public async Task WrongPin_WithEmcc_NeitherCountsForDeviceNorUser(string emcc, int number)
    {
        await using var gateway = await StartAsync();
        Answers(Text($"Please try to login again ({number})"));

        for (var i = 0; i < 5; i++)
        {
            Assert.Contains($"({number})", await GetAsync(gateway, "SEP1", "visitor", emcc), StringComparison.Ordinal);
            Assert.Contains($"({number})", await PostAsync(gateway, $"device=SEP1&userid=visitor&seq=1{emcc}"), StringComparison.Ordinal);
        }

        Assert.Contains($"({number})", await GetAsync(gateway, "SEP1", "visitor"), StringComparison.Ordinal);
        Assert.Equal(11, Received);
    }

    [Theory]
    [InlineData("&EMCC=false", "")]
    [InlineData("&EMCC=true", "--PhoneServices:Security:FailedLogins:PageNumbersWithEmcc=2, 23, 201")]
    public async Task WrongPin_WithoutEmccOrWhereItIsNotInUse_Counts(string emcc, string setting)
    {
        await using var gateway = await StartAsync(setting);
        Answers(Text("Please try to login again (201)"));

        for (var i = 0; i < 6; i++)
        {
            await GetAsync(gateway, "SEP1", "user1", emcc);
        }

        Assert.Equal(3, Received);
    }

    [Theory]
    [InlineData("1.1", "close", false)]
    [InlineData("1.1", "keep-alive", false)]
    [InlineData("1.0", "close", false)]
    [InlineData("1.1", "close", true)]
    public async Task Guess_HungUpOnBeforeTheAnswer_Counts(string version, string connection, bool onlySaysThatNoMoreWillCome)
    {
        await using var gateway = await StartAsync();
        using var refusals = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        var reached = new SemaphoreSlim(0);
        _answer = async context =>
        {
            reached.Release();
            await HangAsync(context);
        };

        for (var i = 0; i < 10; i++)
        {
            using var phone = new TcpClient();
            await phone.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancellation);
            await phone.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"GET {Path}?device=SEP1&userid=user1&seq={i} HTTP/{version}\r\nHost: a\r\nConnection: {connection}\r\n\r\n"), Cancellation);
            if (i < 3)
            {
                await reached.WaitAsync(Cancellation);
                if (onlySaysThatNoMoreWillCome)
                {
                    var stream = phone.GetStream();
                    phone.Client.Shutdown(SocketShutdown.Send);
                    await ReadAsync(stream);
                }

                continue;
            }

            Assert.StartsWith("HTTP/1.1 429", await ReadAsync(phone.GetStream()), StringComparison.Ordinal);
        }

        Assert.Equal(3, Received);
        Assert.Equal(7, refusals.GetMeasurementSnapshot().Count);
    }

    [Fact]
    public async Task Guesses_InOneGo_Count()
    {
        await using var gateway = await StartAsync();
        Answers(Text("Please try to login again (201)"));
        var guesses = string.Concat(Enumerable.Range(0, 10).Select(i => $"GET {Path}?device=SEP1&userid=user1&seq={i} HTTP/1.1\r\nHost: a\r\n\r\n"));

        using var phone = new TcpClient();
        await phone.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancellation);
        await phone.GetStream().WriteAsync(Encoding.ASCII.GetBytes(guesses), Cancellation);
        await ReadAsync(phone.GetStream());

        Assert.Equal(3, Received);
    }

    public static TheoryData<string, int, string, string> Nothing => new()
    {
        { "an HTML page", 200, "Content-Type: text/html", "<html><body>No</body></html>" },
        { "an error", 500, "Content-Type: text/html", "<html><body>No</body></html>" },
        { "an empty page", 200, "Content-Type: text/xml", "" },
        { "plain text", 200, "Content-Type: text/plain", "Login is unsuccessful (201)" },
        { "the form again", 200, "Content-Type: text/xml", "<CiscoIPPhoneInput><Title>t</Title><Prompt>Again</Prompt><URL>http://a/</URL></CiscoIPPhoneInput>" },
        { "a page that is packed", 200, "Content-Encoding: deflate", "x" },
        { "a page too long to be held", 200, "Content-Type: text/xml", $"<CiscoIPPhoneText><Text>{new string('x', 600_000)}</Text></CiscoIPPhoneText>" },
        { "a redirect", 302, "Location: /emapp/EMAppServlet", "" },
        { "not modified", 304, "ETag: \"x\"", "" },
        { "half a page", 206, "Content-Type: text/xml", "<CiscoIPPhoneText><Title>" },
        { "no challenge", 401, "Content-Type: text/xml", Text("x") },
        { "a refusal", 404, "Content-Type: text/xml", Text("x") },
    };

    [Theory]
    [MemberData(nameof(Nothing))]
    public async Task Guess_WhoseAnswerTellsNothing_Counts(string what, int status, string header, string body)
    {
        Assert.NotEmpty(what);
        await using var gateway = await StartAsync();
        var parts = header.Split(": ");
        _answer = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers[parts[0]] = parts[1];
            if (body.Length > 0)
            {
                await context.Response.WriteAsync(body, Cancellation);
            }
        };

        for (var i = 0; i < 8; i++)
        {
            await GetAsync(gateway, "SEP1", "user1");
        }

        Assert.Equal(3, Received);
    }

    [Fact]
    public async Task Guess_WhoseAnswerIsLost_Counts()
    {
        await using var gateway = await StartAsync();
        _answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        for (var i = 0; i < 8; i++)
        {
            await GetAsync(gateway, "SEP1", "user1");
        }

        Assert.Equal(3, Received);
    }

    [Fact]
    public async Task Guess_WhoseAnswerDoesNotComeInTime_Counts()
    {
        await using var gateway = await StartAsync(
            "--PhoneServices:FailoverPolicies:Login:ConnectTimeout=00:00:00.300", "--PhoneServices:FailoverPolicies:Login:AttemptTimeout=00:00:00.500");
        _answer = HangAsync;

        for (var i = 0; i < 8; i++)
        {
            await GetAsync(gateway, "SEP1", "user1");
        }

        Assert.Equal(3, Received);
    }

    [Fact]
    public async Task Login_AnsweredByAChallenge_DoesNotCount()
    {
        await using var gateway = await StartAsync();
        _answer = context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
            return Task.CompletedTask;
        };

        for (var i = 0; i < 8; i++)
        {
            await GetAsync(gateway, "SEP1", "user1");
        }

        Assert.Equal(8, Received);
    }

    [Fact]
    public async Task HalfALogin_AnsweredByTheForm_DoesNotCount()
    {
        await using var gateway = await StartAsync();
        Answers("<CiscoIPPhoneInput><Title>t</Title><Prompt>PIN</Prompt><URL>http://a/</URL></CiscoIPPhoneInput>");

        for (var i = 0; i < 8; i++)
        {
            await RawPhone.SendAsync(gateway.Address, $"GET {Path}?device=SEP1&userid=user1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        Assert.Equal(8, Received);
    }

    [Theory]
    [InlineData(200, "Login is unavailable(26)")]
    [InlineData(200, "Another user is logged in (18)")]
    [InlineData(503, "x")]
    public async Task Login_ThatIsKnownToBeNoGuess_DoesNotCount(int status, string text)
    {
        await using var gateway = await StartAsync();
        _answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync(Text(text), Cancellation);
        };

        for (var i = 0; i < 10; i++)
        {
            await GetAsync(gateway, "SEP1", "user1");
        }

        Assert.Equal(10, Received);
    }

    [Fact]
    public async Task Login_ThatReachesNoNode_DoesNotCount()
    {
        await using var gateway = await TestGateway.StartAsync([("gone", new Uri($"http://127.0.0.1:{FreePort.Next()}/"))], [.. Calm.Settings]);

        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("HTTP/1.1 503", await GetAsync(gateway, "SEP1", "user1"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("&doLogout=true")]
    [InlineData("", "")]
    public async Task GoodPage_OfALogoutOrHalfALogin_ForgivesNobody(string more, string pin = "&seq=1")
    {
        await using var gateway = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Answers(Text("Please try to login again (201)"));
            await GetAsync(gateway, "SEP1", "user1");
            Answers(Text("Good"));
            await RawPhone.SendAsync(gateway.Address, $"GET {Path}?device=SEP1&userid=user1{pin}{more} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        Assert.StartsWith("HTTP/1.1 429", await GetAsync(gateway, "SEP1", "user1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logins_OfManyUsersAtOnceWithoutDevice_AreServed()
    {
        await using var gateway = await StartAsync();
        var all = new TaskCompletionSource();
        _answer = async context =>
        {
            if (Received == 8)
            {
                all.TrySetResult();
            }

            await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(Text("Login Successful"), Cancellation);
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RawPhone.SendAsync(
            gateway.Address, $"GET {Path}?{(i % 2 == 0 ? "device=&" : "")}userid=user{i}&seq=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")));

        Assert.All(answers, answer => Assert.Contains("Login Successful", answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("userid=user1&seq=1")]
    [InlineData("device=SEP1&seq=1")]
    public async Task Guess_ThatLeavesOutAKey_CountsByTheOther(string query)
    {
        await using var gateway = await StartAsync();
        Answers(Text("Please try to login again (201)"));

        for (var i = 0; i < 6; i++)
        {
            await RawPhone.SendAsync(gateway.Address, $"GET {Path}?{query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        Assert.Equal(3, Received);
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded; charset=ibm037")]
    [InlineData("Content-Type: application/x-www-form-urlencoded;CHARSET=\"UTF-16\"")]
    [InlineData("Content-Type: multipart/form-data; boundary=x")]
    [InlineData("Content-Type: text/plain")]
    [InlineData(Form + "\r\nContent-Type: application/x-www-form-urlencoded;charset=ibm037")]
    [InlineData(Form + "\r\nContent-Encoding: gzip")]
    public async Task Form_ThatTheGatewayDoesNotRead_Is415AndReachesNoNode(string headers)
    {
        await using var gateway = await StartAsync();
        using var refusals = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        Answers(Text("Please try to login again (201)"));

        Assert.StartsWith("HTTP/1.1 415", await PostAsync(gateway, "device=SEP1&userid=user1&seq=1", headers), StringComparison.Ordinal);

        var page = await PostAsync(gateway, "device=SEP1&userid=user1&seq=1", headers + "\r\nx-CiscoIPPhoneModelName: CP-8861");
        Assert.StartsWith("HTTP/1.1 200", page, StringComparison.Ordinal);
        Assert.Contains("<CiscoIPPhoneText>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("user1", page, StringComparison.Ordinal);
        Assert.Equal(0, Received);
        Assert.All(refusals.GetMeasurementSnapshot(), refusal => Assert.Equal("content_type", refusal.Tags["reason"]));
    }

    [Fact]
    public async Task Form_OfAnotherPage_MayBeOfAnyType()
    {
        await using var gateway = await StartAsync();
        Answers(Text("x"));

        var answer = await RawPhone.SendAsync(
            gateway.Address, "POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded; charset=shift_jis\r\nContent-Length: 3\r\nConnection: close\r\n\r\nl=a");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%75serid=user1&%73eq=1")]
    [InlineData("x=1;userid=user1;seq=1")]
    [InlineData("USERID=user1&SEQ=1")]
    public async Task Form_ThatHidesItsNames_IsReadAllTheSame(string form)
    {
        await using var gateway = await StartAsync();
        Answers(Text("Please try to login again (201)"));

        for (var i = 0; i < 6; i++)
        {
            await PostAsync(gateway, form + $"&device=SEP{i}");
        }

        Assert.Equal(3, Received);
    }

    private static string Text(string text) => $"<CiscoIPPhoneText><Title>t</Title><Text>{text}</Text></CiscoIPPhoneText>";

    private Task<TestGateway> StartAsync(params IEnumerable<string?> settings) => TestGateway.StartAsync(
        [("publisher", _node.Address)], [.. Calm.Settings, "--PhoneServices:FailoverPolicies:Login:QueueTime=00:00:00", .. settings.OfType<string>().Where(setting => setting.Length > 0)]);

    private static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private void Answers(string page) => _answer = context =>
    {
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(page, Cancellation);
    };

    private static Task<string> GetAsync(TestGateway gateway, string device, string user, string more = "") =>
        RawPhone.SendAsync(gateway.Address, $"GET {Path}?device={device}&userid={user}&seq=1{more} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    private static Task<string> PostAsync(TestGateway gateway, string form, string headers = Form) =>
        RawPhone.SendAsync(
            gateway.Address,
            string.Create(CultureInfo.InvariantCulture, $"POST {Path} HTTP/1.1\r\nHost: a\r\n{headers}\r\nContent-Length: {form.Length}\r\nConnection: close\r\n\r\n{form}"));

    private static async Task<string> ReadAsync(NetworkStream phone)
    {
        using var reader = new StreamReader(phone, Encoding.Latin1);
        try
        {
            return await reader.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
