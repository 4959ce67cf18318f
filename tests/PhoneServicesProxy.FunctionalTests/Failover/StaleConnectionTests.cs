using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>A kept connection that turns out to be dead is not the node's fault, and costs neither a page nor a session.</summary>
public sealed class StaleConnectionTests
{
    private const string Page = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private readonly ConcurrentDictionary<string, int> _requests = new();
    private volatile int _dead;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Menu_OnlyNodeClosesAtTheSecondRequest_EveryPressGetsItsPage(bool https)
    {
        using var certificate = https ? TestCertificate.SelfSigned("node") : null;
        await using var node = await ScriptedNode.StartAsync(OnceEachConnectionAsync, certificate);
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings, .. Trust("only", certificate)]);
        using var attempts = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.attempts");
        using var phone = new Phone(gateway.Address);

        for (var press = 0; press < 8; press++)
        {
            Assert.Equal(Page, (await phone.MenuAsync()).Body);
        }

        // Below the attempt: one for each press, and none of them failed.
        Assert.Equal(8, attempts.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.All(attempts.GetMeasurementSnapshot(), attempt => Assert.Equal("ok", attempt.Tags["outcome"]));
        Assert.Contains(_requests.Values, count => count == 2);
    }

    /// <summary>A server may say so where it was about to close the connection, and the request may be sent again on another (RFC 9110, 15.5.9).</summary>
    [Fact]
    public async Task Menu_OnlyNodeAnswersTheSecondRequestWithRequestTimeout_EveryPressGetsItsPage()
    {
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            if (_requests.AddOrUpdate(context.Connection.Id, 1, (_, count) => count + 1) == 1)
            {
                return AnswerAsync(context);
            }

            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings]);
        using var phone = new Phone(gateway.Address);

        for (var press = 0; press < 6; press++)
        {
            Assert.Equal(Page, (await phone.MenuAsync()).Body);
        }

        Assert.Contains(_requests.Values, count => count == 2);
    }

    [Fact]
    public async Task Menu_NodeAnswersEveryRequestWithRequestTimeout_NextNodeAnswers()
    {
        await using var a = await ScriptedNode.StartAsync(context =>
        {
            _requests.AddOrUpdate("late", 1, (_, count) => count + 1);
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
            return Task.CompletedTask;
        });
        await using var b = await ScriptedNode.StartAsync(AnswerAsync);
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)], [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0"]);
        using var phone = new Phone(gateway.Address);

        Assert.Equal(Page, (await phone.MenuAsync()).Body);
        Assert.Equal(2, _requests["late"]);
    }

    [Fact]
    public async Task Menu_NodeOfASessionClosesItsConnection_SessionStaysThere()
    {
        await using var a = await ScriptedNode.StartAsync(OnceEachConnectionAsync);
        await using var b = await ScriptedNode.StartAsync(context => context.Response.WriteAsync("<CiscoIPPhoneText/>"));
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)], [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0"]);
        using var phone = new Phone(gateway.Address);
        var cookie = "";

        for (var press = 0; press < 6; press++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/ccmcip/getservicesmenu.jsp?name={phone.Device}");
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
            var answer = await phone.SendAsync(request);
            Assert.Equal(Page, answer.Body);
            cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        Assert.DoesNotContain(gateway.Get<NodeTable>().Nodes, node => node.State == NodeCondition.Down);
    }

    [Fact]
    public async Task Menu_AllKeptConnectionsAreDeadAtOnce_EveryPressGetsItsPage()
    {
        var gate = new SemaphoreSlim(0);
        await using var node = await ScriptedNode.StartAsync(async context =>
        {
            if (_dead == 1 && _requests.ContainsKey(context.Connection.Id))
            {
                _requests.AddOrUpdate("dead", 1, (_, count) => count + 1);
                context.Abort();
                return;
            }

            if (_dead == 0)
            {
                _requests[context.Connection.Id] = 1;
                await gate.WaitAsync(context.RequestAborted);
            }

            await AnswerAsync(context);
        });
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings]);
        Phone[] phones = [.. Enumerable.Range(0, 10).Select(number => new Phone(gateway.Address, $"SEP00112233440{number}"))];
        var first = phones.Select(phone => phone.MenuAsync()).ToArray();
        await Eventually.IsAsync(() => _requests.Count == 10);
        gate.Release(10);
        await Task.WhenAll(first);

        _dead = 1;
        var answers = await Task.WhenAll(phones.Select(phone => phone.MenuAsync()));

        Assert.All(answers, answer => Assert.Equal(Page, answer.Body));
        Assert.True(_requests["dead"] > 1);
        Array.ForEach(phones, phone => phone.Dispose());
        gate.Dispose();
    }

    [Fact]
    public async Task Menu_FreshConnectionIsClosedToo_NextNodeAnswers()
    {
        await using var a = await ScriptedNode.StartAsync(context =>
        {
            if (_dead == 0)
            {
                return AnswerAsync(context);
            }

            _requests.AddOrUpdate("dead", 1, (_, count) => count + 1);
            context.Abort();
            return Task.CompletedTask;
        });
        await using var b = await ScriptedNode.StartAsync(AnswerAsync);
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)], [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0"]);
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        _dead = 1;

        Assert.Equal(Page, (await phone.MenuAsync()).Body);
        Assert.Equal(2, _requests["dead"]);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Login_NodeClosesAtTheSecondRequestOfAConnection_EachIsOnAConnectionOfItsOwn(string method)
    {
        await using var node = await ScriptedNode.StartAsync(OnceEachConnectionAsync);
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings]);
        using var phone = new Phone(gateway.Address);

        for (var press = 0; press < 4; press++)
        {
            // Menus in between leave connections that a login must not take.
            await phone.MenuAsync();
            var answer = await phone.SendAsync(new(new(method), $"/emapp/EMAppServlet?device={phone.Device}&userid=u&seq={press}"));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(Page, answer.Body);
        }
    }

    private static IEnumerable<string> Trust(string node, X509Certificate2? certificate) =>
        certificate is null ? [] : [$"--PhoneServices:Nodes:{node}:TrustedFingerprints:0={TestCertificate.Fingerprint(certificate)}"];

    private Task OnceEachConnectionAsync(HttpContext context)
    {
        if (_requests.AddOrUpdate(context.Connection.Id, 1, (_, count) => count + 1) > 1)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Headers.SetCookie = $"JSESSIONID=A{Guid.NewGuid():N}; Path=/";
        return AnswerAsync(context);
    }

    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(Page);
    }
}
