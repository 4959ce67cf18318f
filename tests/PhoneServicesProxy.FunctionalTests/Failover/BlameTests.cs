using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>What phones met is held against a node only where another one did better, and not by one phone alone.</summary>
public sealed class BlameTests : IDisposable
{
    /// <summary>A name with a bare ampersand in its third line.</summary>
    private const string Sloppy = "<CiscoIPPhoneMenu>\n<Title>Services</Title>\n<MenuItem><Name>R & D</Name><URL>Init:Services</URL></MenuItem>\n</CiscoIPPhoneMenu>";

    private const string Good = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private const string Logged = "--Logging:LogLevel:PhoneServicesProxy.Failover=Warning";

    private readonly FakeLoggerProvider _logs = new();

    private IEnumerable<string> Lines => _logs.Collector.GetSnapshot().Select(line => line.Message);

    [Theory]
    [InlineData("sloppy")]
    [InlineData("empty")]
    [InlineData("html")]
    [InlineData("500")]
    [InlineData("reset")]
    public async Task Menu_EquallyWrongOnAllNodes_NobodyIsBlamed(string answer)
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, answer));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, answer));
        await using var gateway = await StartAsync(a, b);

        for (var press = 0; press < 12; press++)
        {
            await PressAsync(gateway, $"SEP00112233440{press % 6}");
        }

        AssertNobodyIsDown(gateway);
        Assert.DoesNotContain(Lines, line => line.Contains("is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Menu_IllFormedOnAllNodes_PhoneGetsItAndTheLogSaysOnceWhereItIsWrong()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "sloppy"));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "sloppy"));
        await using var gateway = await StartAsync(a, b);
        using var faults = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.application_faults");

        var answers = new List<PhoneAnswer>();
        for (var press = 0; press < 5; press++)
        {
            answers.Add(await PressAsync(gateway, $"SEP00112233440{press}"));
        }

        Assert.All(answers, answer => Assert.Equal(Sloppy, answer.Body));
        var line = Assert.Single(Lines, line => line.Contains("The application is at fault", StringComparison.Ordinal));
        Assert.StartsWith("services-menu: all nodes answer ", line, StringComparison.Ordinal);
        Assert.Contains("line 3, column 19", line, StringComparison.Ordinal);
        Assert.Contains("Name", line, StringComparison.Ordinal);
        Assert.DoesNotContain("R & D", line, StringComparison.Ordinal);
        Assert.DoesNotContain("SEP", line, StringComparison.Ordinal);
        Assert.Equal(5, faults.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.All(faults.GetMeasurementSnapshot(), fault => Assert.True(
            fault.MatchesTags(new KeyValuePair<string, object?>("service", "services-menu"), new("reason", "ill_formed_page"))));
    }

    [Fact]
    public async Task Menu_AllNodesAnswer500_TheLogSaysThatItIsTheApplication()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "500"));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "500"));
        await using var gateway = await StartAsync(a, b);

        for (var press = 0; press < 3; press++)
        {
            var answer = await PressAsync(gateway, "SEP001122334455");
            Assert.Equal("CiscoIPPhoneText", answer.Root);
        }

        var line = Assert.Single(Lines, line => line.Contains("The application is at fault", StringComparison.Ordinal));
        Assert.Contains("all nodes answer", line, StringComparison.Ordinal);
        Assert.Contains("status 500", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sloppy")]
    [InlineData("half")]
    [InlineData("empty")]
    [InlineData("html")]
    [InlineData("500")]
    [InlineData("reset")]
    public async Task Menu_OneNodeDoesWorseForTwoPhones_IsTakenOut(string answer)
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, answer));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "good"));
        await using var gateway = await StartAsync(a, b);

        for (var press = 0; press < 3; press++)
        {
            Assert.Equal(Good, (await PressAsync(gateway, $"SEP00112233440{press % 2}")).Body);
        }

        Assert.Equal(NodeCondition.Down, StateOf(gateway, "a"));
        Assert.DoesNotContain(Lines, line => line.Contains("The application is at fault", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sloppy")]
    [InlineData("500")]
    [InlineData("reset")]
    public async Task Menu_OnePhonePressesAgainAndAgain_TakesNobodyOut(string answer)
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, answer));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "good"));
        await using var gateway = await StartAsync(a, b);

        for (var press = 0; press < 20; press++)
        {
            Assert.Equal(Good, (await PressAsync(gateway, "SEP001122334455")).Body);
        }

        AssertNobodyIsDown(gateway);
    }

    [Fact]
    public async Task Menu_OnePhoneIsEnoughWhereTheSettingSaysSo_IsTakenOut()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "500"));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "good"));
        await using var gateway = await StartAsync(a, b, "--PhoneServices:Health:Passive:Phones=1");

        for (var press = 0; press < 3; press++)
        {
            await PressAsync(gateway, "SEP001122334455");
        }

        Assert.Equal(NodeCondition.Down, StateOf(gateway, "a"));
    }

    [Fact]
    public async Task Menu_SessionThatOnlyOneNodeGetsBreaksItsPage_NodeIsNotBlamed()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, context.Request.Headers.Cookie.Count > 0 ? "500" : "good"));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "good"));
        await using var gateway = await StartAsync(a, b);

        for (var press = 0; press < 12; press++)
        {
            using var phone = new Phone(gateway.Address, $"SEP00112233440{press % 6}");
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/ccmcip/getservicesmenu.jsp?name={phone.Device}");
            request.Headers.Add("Cookie", "JSESSIONID=660646D3655BB00734D3895606BCE76F");
            await phone.SendAsync(request);
        }

        AssertNobodyIsDown(gateway);
    }

    [Fact]
    public async Task Menu_IllFormedHereAndTheOtherHangs_PhoneDoesNotWaitForTheTimeLimit()
    {
        var never = new TaskCompletionSource();
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "sloppy"));
        await using var b = await ScriptedNode.StartAsync(context => never.Task.WaitAsync(context.RequestAborted));
        await using var gateway = await StartAsync(a, b, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true");
        await using var otherWayRound = await StartAsync(b, a, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true");

        foreach (var site in new[] { gateway, otherWayRound })
        {
            for (var press = 0; press < 4; press++)
            {
                var waited = Stopwatch.StartNew();
                var answer = await PressAsync(site, $"SEP00112233440{press}");
                Assert.Equal(Sloppy, answer.Body);
                Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
            }
        }
    }

    [Theory]
    [InlineData("500")]
    [InlineData("empty")]
    [InlineData("html")]
    public async Task Menu_WrongHereAndTheOtherIsDownAndHangs_PhoneDoesNotWaitForTheTimeLimit(string wrong)
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, wrong));
        await using var b = await ScriptedNode.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var gateway = await StartAsync(
            a, b, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true", "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:01:00",
            "--PhoneServices:FailoverPolicies:Read:TotalTimeout=00:01:00", "--PhoneServices:Health:Passive:HoldTime=00:10:00", "--PhoneServices:Health:Passive:MaxHoldTime=00:10:00");
        TakeOut(gateway, "services-menu", "b");

        for (var press = 0; press < 3; press++)
        {
            var answer = await PressAsync(gateway, $"SEP00112233440{press}").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal("CiscoIPPhoneText", answer.Root);
        }
    }

    [Fact]
    public async Task Menu_OnlyNodeGivesSloppyPage_PhoneGetsItAndNobodyIsBlamed()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "sloppy"));
        await using var gateway = await TestGateway.StartAsync([("a", a.Address)], [.. Calm.Settings]);

        Assert.Equal(Sloppy, (await PressAsync(gateway, "SEP001122334455")).Body);
        AssertNobodyIsDown(gateway);
    }

    [Fact]
    public async Task Login_NodeIsBusyAndTheOtherIsDown_PhoneIsToldSoAndNothingIsLeftOpen()
    {
        var asked = 0;
        await using var a = await ScriptedNode.StartAsync(context => context.Response.WriteAsync("<CiscoIPPhoneText><Text>Login is unavailable(26)</Text></CiscoIPPhoneText>"));
        await using var b = await ScriptedNode.StartAsync(context =>
        {
            Interlocked.Increment(ref asked);
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var gateway = await StartAsync(a, b, "--PhoneServices:Health:Passive:HoldTime=00:10:00", "--PhoneServices:Health:Passive:MaxHoldTime=00:10:00", "--PhoneServices:FailoverPolicies:Login:QueueTime=00:00:00.300");
        TakeOut(gateway, "extension-mobility", "b");
        using var phone = new Phone(gateway.Address);

        Assert.Contains("is busy", (await phone.LoginAsync()).Text("Text"), StringComparison.Ordinal);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task Menu_OtherNodeGivesGoodPageAfterTheSloppyOne_PhoneGetsTheGoodOne()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "sloppy"));
        await using var b = await ScriptedNode.StartAsync(async context =>
        {
            // So that the sloppy page is there first.
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, context.RequestAborted);
            await AnswerAsync(context, "good");
        });
        await using var gateway = await StartAsync(
            a, b, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true", "--PhoneServices:FailoverPolicies:Read:Hedging:MaxDelay=00:00:10");

        Assert.Equal(Good, (await PressAsync(gateway, "SEP001122334455")).Body);
    }

    public void Dispose() => _logs.Dispose();

    /// <summary>The first of the two is asked first.</summary>
    private async Task<TestGateway> StartAsync(ScriptedNode first, ScriptedNode second, params string[] settings)
    {
        var gateway = await TestGateway.StartAsync(
            [("a", first.Address), ("b", second.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", Logged, "--Logging:LogLevel:PhoneServicesProxy.Health=Warning", .. settings]);
        gateway.Get<ILoggerFactory>().AddProvider(_logs);
        return gateway;
    }

    private static async Task<PhoneAnswer> PressAsync(TestGateway gateway, string device)
    {
        using var phone = new Phone(gateway.Address, device);
        return await phone.MenuAsync();
    }

    private static async Task AnswerAsync(HttpContext context, string answer)
    {
        context.Response.ContentType = answer == "html" ? "text/html" : "text/xml; charset=utf-8";
        switch (answer)
        {
            case "reset":
                context.Abort();
                break;
            case "500":
                context.Response.StatusCode = 500;
                await context.Response.WriteAsync("<html/>");
                break;
            case "empty":
                context.Response.ContentLength = 0;
                break;
            default:
                await context.Response.WriteAsync(answer switch
                {
                    "sloppy" => Sloppy,
                    "half" => Good[..30],
                    "html" => "<html><body>It works!</body></html>",
                    _ => Good,
                });
                break;
        }
    }

    /// <summary>As others see that nobody can connect to it.</summary>
    private static void TakeOut(TestGateway gateway, string service, string node)
    {
        Assert.True(gateway.Get<IProxyStateLookup>().TryGetCluster(service, out var cluster));
        gateway.Get<HealthReporter>().AttemptFailed(cluster.Destinations[node], AttemptFailure.ConnectFailed);
        Assert.False(Availability.IsUp(cluster.Destinations[node]));
    }

    private static NodeCondition StateOf(TestGateway gateway, string node) => gateway.Get<NodeTable>().Nodes
        .Single(health => health.Cluster.ClusterId == "services-menu" && health.Destination.DestinationId == node).State;

    private static void AssertNobodyIsDown(TestGateway gateway) =>
        Assert.DoesNotContain(gateway.Get<NodeTable>().Nodes, node => node.State == NodeCondition.Down);
}
