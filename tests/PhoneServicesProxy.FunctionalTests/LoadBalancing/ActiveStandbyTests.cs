using System.Collections.Concurrent;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

/// <summary>Manager Assistant has one active node. Only when that is down another one gets its requests.</summary>
public sealed class ActiveStandbyTests
{
    private const string Menu = "<CiscoIPPhoneMenu><Title>Manager Assistant</Title></CiscoIPPhoneMenu>";
    private const string StandbyPage = "<CiscoIPPhoneText><Text>I stand by</Text></CiscoIPPhoneText>";
    private const string Read = "/ma/servlet/MAService?cmd=doPhoneService&Name=SEP001122334455";
    private const string Change = "/ma/servlet/MAService?cmd=doDivert&Name=SEP001122334455";

    /// <summary>Both nodes answer probes well, whatever presses meet.</summary>
    private static readonly string[] Settings = ["--PhoneServices:Nodes:active:Priority=0", .. Calm.Patience, .. Calm.ProbedOnce];

    private readonly ConcurrentQueue<string> _standbyAsked = new();
    private int _activeAsked;

    [Theory]
    [InlineData("GET", Read)]
    [InlineData("GET", Change)]
    [InlineData("POST", Change)]
    public async Task Press_ActiveNodeIsFull_WaitsAndGetsTheBusyPage(string method, string path)
    {
        using var gate = new SemaphoreSlim(0);
        await using var active = await ScriptedNode.StartAsync(async context =>
        {
            if (!IsProbe(context))
            {
                Interlocked.Increment(ref _activeAsked);
                await gate.WaitAsync(context.RequestAborted);
            }

            await WriteAsync(context, Menu);
        });
        await using var standby = await StandbyAsync();
        await using var gateway = await StartAsync(
            active, standby, "--PhoneServices:Nodes:active:MaxConcurrentRequests=1", "--PhoneServices:Queue:Time=00:00:00.200");
        using var phone = new Phone(gateway.Address);
        var first = phone.GetAsync(Read);
        await Eventually.IsAsync(() => Volatile.Read(ref _activeAsked) == 1);

        var answer = await phone.SendAsync(new(new(method), path));

        Assert.Contains("busy", answer.Text("Text"), StringComparison.Ordinal);
        gate.Release(100);
        Assert.Equal(Menu, (await first).Body);
        Assert.Empty(_standbyAsked);
    }

    [Theory]
    [InlineData("GET", Read, 500)]
    [InlineData("GET", Read, 404)]
    [InlineData("GET", Read, 503)]
    [InlineData("GET", Read, 0)]
    [InlineData("GET", Change, 503)]
    [InlineData("POST", Change, 503)]
    public async Task Press_ActiveNodeFailsOnce_AsksItOnceMoreWhereThatIsAllowed(string method, string path, int status)
    {
        await using var active = await ScriptedNode.StartAsync(context =>
        {
            if (IsProbe(context) || Interlocked.Increment(ref _activeAsked) > 1)
            {
                return WriteAsync(context, Menu);
            }

            if (status == 0)
            {
                context.Abort();
            }

            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var standby = await StandbyAsync();
        await using var gateway = await StartAsync(active, standby);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.SendAsync(new(new(method), path));

        Assert.Equal(Menu, answer.Body);
        Assert.Empty(_standbyAsked);
    }

    [Theory]
    [InlineData("GET", 500)]
    [InlineData("POST", 500)]
    [InlineData("POST", 0)]
    public async Task Change_ActiveNodeMayHaveExecutedIt_NobodyIsAskedAgain(string method, int status)
    {
        await using var active = await ScriptedNode.StartAsync(context =>
        {
            if (IsProbe(context))
            {
                return WriteAsync(context, Menu);
            }

            Interlocked.Increment(ref _activeAsked);
            if (status == 0)
            {
                context.Abort();
            }

            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var standby = await StandbyAsync();
        await using var gateway = await StartAsync(active, standby);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.SendAsync(new(new(method), Change));

        Assert.Equal("CiscoIPPhoneText", answer.Root);
        Assert.Equal(1, Volatile.Read(ref _activeAsked));
        Assert.Empty(_standbyAsked);
    }

    [Fact]
    public async Task Read_OnePageFailsAgainAndAgainButTheNodeIsUp_StandbyIsNotAsked()
    {
        await using var active = await ScriptedNode.StartAsync(context =>
        {
            if (IsProbe(context))
            {
                return WriteAsync(context, Menu);
            }

            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var standby = await StandbyAsync();
        await using var gateway = await StartAsync(active, standby);
        for (var press = 0; press < 5; press++)
        {
            using var phone = new Phone(gateway.Address, $"SEP00112233440{press}");
            Assert.Equal("CiscoIPPhoneText", (await phone.GetAsync($"/ma/servlet/MAService?cmd=doPhoneService&Name={phone.Device}")).Root);
        }

        Assert.Empty(_standbyAsked);
    }

    /// <summary>With probes as rare as these, who waited for one would wait for minutes.</summary>
    [Theory]
    [InlineData(200, "<CiscoIPPhoneMenu><Title>A & B</Title></CiscoIPPhoneMenu>", 1)]
    [InlineData(404, "<html/>", 2)]
    public async Task Read_PageIsWrongOnAllNodes_NodeIsProbedAtOnceAndNobodyWaits(int status, string page, int asked)
    {
        await using var active = await ScriptedNode.StartAsync(context =>
        {
            var isPress = !IsProbe(context);
            _activeAsked += isPress ? 1 : 0;
            context.Response.StatusCode = isPress ? status : 200;
            return WriteAsync(context, isPress ? page : Menu);
        });
        await using var standby = await StandbyAsync();
        await using var gateway = await StartAsync(active, standby);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync(Read);

        Assert.Equal(status == 200, answer.Body == page);
        Assert.Equal(asked, _activeAsked);
        Assert.Empty(_standbyAsked);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("vanish")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("hang")]
    [InlineData("reset")]
    [InlineData("html")]
    public async Task Read_ActiveNodeIsDown_TheNextOneAnswers(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        await Eventually.IsAsync(() => StateOf(gateway, "publisher") == NodeCondition.Up);
        using var phone = new Phone(gateway.Address);
        Assert.Equal("CiscoIPPhoneMenu", (await phone.GetAsync(Read)).Root);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);

        // A standby that has not noticed answers 404, and then no node has the page. It may notice while the press waits.
        var presses = 0;
        await Eventually.IsAsync(async () =>
        {
            presses++;
            var before = cluster.ActiveManagerAssistant;
            var root = (await phone.GetAsync(Read)).Root;
            return root == RootOf(before) || root == RootOf(cluster.ActiveManagerAssistant);
        }, TimeSpan.FromSeconds(60));

        // On a busy machine the gateway may take longer than one press to be sure of a node that says nothing.
        Assert.True(presses == 1 || fault is "hang" or "vanish", $"{presses} presses");

        static string RootOf(string? active) => active == "publisher" ? "CiscoIPPhoneText" : "CiscoIPPhoneMenu";
    }

    private static NodeCondition StateOf(TestGateway gateway, string node) => gateway.Get<NodeTable>().Nodes
        .Single(health => health.Cluster.ClusterId == "manager-assistant" && health.Destination.DestinationId == node).State;

    private static bool IsProbe(HttpContext context) =>
        context.Request.Query["Name"] == "SEP000000000000" || !context.Request.Path.StartsWithSegments("/ma", StringComparison.OrdinalIgnoreCase);

    private static Task WriteAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(page);
    }

    private static async Task<TestGateway> StartAsync(ScriptedNode active, ScriptedNode standby, params string[] settings)
    {
        var gateway = await TestGateway.StartAsync([("active", active.Address), ("standby", standby.Address)], [.. Settings, .. settings]);
        await Eventually.IsAsync(() => StateOf(gateway, "active") == NodeCondition.Up && StateOf(gateway, "standby") == NodeCondition.Up);
        return gateway;
    }

    private Task<ScriptedNode> StandbyAsync() => ScriptedNode.StartAsync(context =>
    {
        if (!IsProbe(context))
        {
            _standbyAsked.Enqueue(context.Request.Method);
        }

        return WriteAsync(context, StandbyPage);
    });
}
