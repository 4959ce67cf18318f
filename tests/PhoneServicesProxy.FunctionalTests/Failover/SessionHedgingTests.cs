using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Sessions;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>A phone's session is worth more than a moment: the node that has it may be late. Node a has it in all of these.</summary>
public sealed class SessionHedgingTests : IAsyncLifetime
{
    /// <summary>Belongs to the session.</summary>
    private const string List = "/ccmcip/xmldirectorylist.jsp?l=a";

    /// <summary>Does not.</summary>
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";

    private static readonly string[] Services = ["directory", "services-menu", "extension-mobility"];

    private SessionNode[] _nodes = [];

    private SessionNode Own => _nodes[0];

    private SessionNode Other => _nodes[1];

    [Fact]
    public async Task List_NodeOfTheSessionIsLate_NoOtherNodeIsAsked()
    {
        await using var gateway = await StartAsync();
        var phone = await BeginAsync(gateway, List);
        var session = phone.Session;
        // Later than other presses are before they are hedged.
        Own.Before = _ => Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);

        for (var press = 0; press < 12; press++)
        {
            await phone.PressAsync(gateway.Address, List);

            Assert.Equal(session, phone.Session);
            Assert.Empty(phone.SetCookies);
        }

        Assert.Empty(Other.Received);
    }

    [Fact]
    public async Task List_PageOfTheSessionIsIllFormed_IsShownAndTheSessionStays()
    {
        const string careless = "<CiscoIPPhoneText><Text>Meyer & Co</Text></CiscoIPPhoneText>";
        await using var gateway = await StartAsync();
        var phone = await BeginAsync(gateway, List);
        Own.Before = async context =>
        {
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(careless, TestContext.Current.CancellationToken);
            await context.Response.CompleteAsync();
        };

        using var client = new Phone(gateway.Address);
        var request = new HttpRequestMessage(HttpMethod.Get, List);
        request.Headers.TryAddWithoutValidation("Cookie", phone.Cookies);
        var answer = await client.SendAsync(request);

        Assert.Equal(careless, answer.Body);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Empty(Other.Received);
    }

    [Fact]
    public async Task List_NodeOfTheSessionIsAtItsLimit_AnotherNodesPageLeavesTheSessionAlone()
    {
        await using var gateway = await StartAsync("--PhoneServices:Nodes:a:MaxConcurrentRequests=1", "--PhoneServices:Queue:Time=00:00:00.200");
        var phone = await BeginAsync(gateway, List);
        var (session, cookies) = (phone.Session, phone.Cookies);
        using var held = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        Own.Before = context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, held.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        };
        var waiting = new SessionPhone { Cookies = cookies }.PressAsync(gateway.Address, List);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        await phone.PressAsync(gateway.Address, List);

        Assert.EndsWith(".b", phone.Session, StringComparison.Ordinal);
        Assert.Equal(cookies, phone.Cookies);
        Own.Before = _ => Task.CompletedTask;
        await held.CancelAsync();
        await waiting;
        await phone.PressAsync(gateway.Address, List);
        Assert.Equal(session, phone.Session);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("abort")]
    public async Task List_NodeOfTheSessionFails_NextNodeBeginsANewSession(string fault)
    {
        await using var gateway = await StartAsync();
        var phone = await BeginAsync(gateway, List);
        Own.Before = context =>
        {
            if (fault == "abort")
            {
                context.Abort();
            }

            context.Response.StatusCode = 500;
            return context.Response.CompleteAsync();
        };

        phone.Cookies += "; lang=en";
        await phone.PressAsync(gateway.Address, List);

        Assert.EndsWith(".b", phone.Session, StringComparison.Ordinal);
        Assert.StartsWith($"JSESSIONID={phone.Session}.x7", phone.Cookies, StringComparison.Ordinal);
        Assert.Equal("lang=en", Assert.Single(Other.Received).Cookies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Menu_NodeOfTheSessionIsLate_AnotherNodesPageLeavesTheSessionAlone(bool keepsCookies)
    {
        await using var gateway = await StartAsync("--PhoneServices:FailoverPolicies:Read:Hedging:MaxDelay=00:00:00.100");
        var phone = await BeginAsync(gateway, Menu, keepsCookies);
        var (session, cookies, url) = (phone.Session, phone.Cookies, phone.Url);
        Own.Before = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        var next = keepsCookies ? Menu : new Uri(url).PathAndQuery;
        await phone.PressAsync(gateway.Address, next);

        // The page is the other node's; what leads on is the phone's own session.
        Assert.EndsWith(".b", phone.Session, StringComparison.Ordinal);
        Assert.Equal(["node=b"], phone.SetCookies);
        Assert.Equal(cookies, phone.Cookies);
        Assert.Equal(keepsCookies ? $"http://{gateway.Address.Authority}{Menu}" : url, phone.Url);
        Own.Before = _ => Task.CompletedTask;
        await phone.FollowAsync(gateway.Address);
        Assert.Equal(session, phone.Session);
    }

    [Fact]
    public async Task Menu_NodeOfTheSessionIsALittleLate_NotHedgedBeforeMaxDelay()
    {
        await using var gateway = await StartAsync("--PhoneServices:FailoverPolicies:Read:Hedging:MaxDelay=00:00:05");
        var phone = await BeginAsync(gateway, Menu);
        // Later than other presses are before they are hedged, and long before MaxDelay.
        Own.Before = _ => Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);

        for (var press = 0; press < 5; press++)
        {
            await phone.PressAsync(gateway.Address, Menu);
        }

        Assert.Empty(Other.Received);
    }

    [Theory]
    [InlineData("--PhoneServices:FailoverPolicies:Read:Hedging:MaxDelay=00:00:30")]
    [InlineData("--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false")]
    [InlineData("--ReverseProxy:Clusters:directory:LoadBalancingPolicy=ActiveStandby")]
    public async Task List_NodeOfTheSessionHangsAndGoesDown_PressMovesOnAtOnce(string setting)
    {
        await using var gateway = await StartAsync(setting);
        var phone = await BeginAsync(gateway, List);
        var asked = new TaskCompletionSource();
        Own.Before = context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        var press = phone.PressAsync(gateway.Address, List);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        Assert.Empty(Other.Received);
        TakeOut(gateway, "directory");

        // Half of the attempt's limit: it was not waited for.
        await press.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.EndsWith(".b", phone.Session, StringComparison.Ordinal);
        Assert.Equal("", Assert.Single(Other.Received).Cookies);
        Assert.StartsWith($"JSESSIONID={phone.Session}.x7", phone.Cookies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_NodeHangsAndGoesDown_IsNotRepeated()
    {
        await using var gateway = await StartAsync(
            "--PhoneServices:FailoverPolicies:Login:ConnectTimeout=00:00:01", "--PhoneServices:FailoverPolicies:Login:AttemptTimeout=00:00:02",
            "--PhoneServices:FailoverPolicies:Login:TotalTimeout=00:00:03");
        var asked = new TaskCompletionSource();
        Own.Before = context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        using var phone = new Phone(gateway.Address);

        var login = phone.LoginAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        TakeOut(gateway, "extension-mobility");

        Assert.Contains("may have been carried out", (await login).Body, StringComparison.Ordinal);
        Assert.Empty(Other.Received);
    }

    public async ValueTask InitializeAsync() => _nodes = await SessionNode.StartAllAsync("a", "b");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>As others see that nobody can connect to it.</summary>
    private static void TakeOut(TestGateway gateway, string service)
    {
        Assert.True(gateway.Get<IProxyStateLookup>().TryGetCluster(service, out var cluster));
        gateway.Get<HealthReporter>().AttemptFailed(cluster.Destinations["a"], AttemptFailure.ConnectFailed);
    }

    private async Task<SessionPhone> BeginAsync(TestGateway gateway, string page, bool keepsCookies = true)
    {
        var phone = new SessionPhone { KeepsCookies = keepsCookies };

        // Without a session it may be hedged, on a busy machine.
        do
        {
            phone.Cookies = null;
            await phone.PressAsync(gateway.Address, page);
        }
        while (!phone.Session.EndsWith(".a", StringComparison.Ordinal));

        Other.Received.Clear();
        return phone;
    }

    /// <summary>Node a comes first, nothing but presses is known of the nodes, and whoever waits for an attempt's limit waits for a minute.</summary>
    private Task<TestGateway> StartAsync(params string[] settings) => TestGateway.StartAsync(
        _nodes.Select(node => (node.Name, node.Address)),
        [
            .. Calm.Patience,
            "--PhoneServices:Nodes:a:Priority=0",
            .. Services.Select(service => $"--ReverseProxy:Clusters:{service}:HealthCheck:Active:Enabled=false"),
            .. settings,
        ]);
}
