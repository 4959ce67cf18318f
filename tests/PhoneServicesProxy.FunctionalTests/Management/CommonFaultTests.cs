using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Commands.Probe;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using ProbeTable = PhoneServicesProxy.Commands.Probe.ProbeReport;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>All nodes fail the same probe in the same way, over real sockets.</summary>
public sealed class CommonFaultTests
{
    private const string Good = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";
    private const string IllFormed = "<CiscoIPPhoneMenu>\n<Title>Meyer & Co</Title></CiscoIPPhoneMenu>";
    private const string Cause = "XML that is not well-formed (line 2, column 14: bare & in <Title>), for /ccmcip/getservicesmenu.jsp. The probe or the application is wrong; phones get what the nodes answer";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static bool IsOfMenu(GatewayEvent happened) =>
        happened.Kind == GatewayEventKind.CommonFault && happened.Text.Contains("services-menu", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<GatewayEvent>> EventsAsync(Manager manager) => (await manager.GetAsync<EventsReport>("api/events")).Events;

    [Fact]
    public async Task MenuIsIllFormedEverywhere_PhonesAreServedAndNobodyIsAlarmed()
    {
        await using var nodes = await Nodes.StartAsync(_ => (200, IllFormed));
        await using var gateway = await TestGateway.StartAsync(nodes.Addresses);
        using var manager = new Manager(gateway, key: null);
        using var phone = new Phone(gateway.Address);

        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts.Any(verdict => verdict.Services.Count == 5));
        await Eventually.IsAsync(async () =>
        {
            using var answer = await manager.SendAsync(HttpMethod.Get, "readyz");
            return answer.IsSuccessStatusCode;
        });
        var report = await manager.NodesAsync();
        var menu = Assert.Single(report.Verdicts, verdict => verdict.Services.Contains("services-menu"));
        Assert.Equal((VerdictKind.ProbeWrong, "Both nodes fail in the same way the probe of", Cause), (menu.Kind, menu.Subject, menu.Cause));
        Assert.DoesNotContain(report.Verdicts, verdict => verdict.Kind == VerdictKind.NodeDown && verdict.Services.Contains("services-menu"));
        Assert.All(report.Nodes, node =>
        {
            var service = node.Services.Single(service => service.Service == "services-menu");
            Assert.Equal((NodeCondition.Up, true), (service.Condition, service.ProbeWrong));
        });

        var page = await phone.MenuAsync();
        Assert.Contains("Meyer & Co", page.Body, StringComparison.Ordinal);

        // Five services probe this page. One broken application is not five events.
        await Eventually.IsAsync(async () =>
        {
            var told = string.Concat((await EventsAsync(manager)).Where(happened => happened.Kind == GatewayEventKind.CommonFault).Select(happened => happened.Text));
            return menu.Services.All(service => told.Contains(service, StringComparison.Ordinal));
        });
        var events = await EventsAsync(manager);
        Assert.InRange(events.Count(happened => happened.Kind == GatewayEventKind.CommonFault), 1, menu.Services.Count - 1);
        Assert.DoesNotContain(events, happened => happened is { Condition: NodeCondition.Down, Service: "services-menu" });

        using var wrong = new MetricCollector<int>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.probe.wrong");
        using var states = new MetricCollector<int>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.node.state");
        wrong.RecordObservableInstruments();
        states.RecordObservableInstruments();
        Assert.Equal(1, Assert.Single(wrong.GetMeasurementSnapshot(), value => value.ContainsTags(new KeyValuePair<string, object?>("service", "services-menu"))).Value);
        Assert.Equal(1, Assert.Single(states.GetMeasurementSnapshot(), value => value.ContainsTags(
            new KeyValuePair<string, object?>("service", "services-menu"), new("node", "node0"), new("state", "up"))).Value);
    }

    [Theory]
    [InlineData(200, IllFormed, 0)]
    [InlineData(500, "", 1)]
    public async Task MenuComesToFailEverywhere_IsOneEventAndNotOneForEachNode(int status, string page, int ofUsers)
    {
        var (isBroken, asked) = (false, 0);
        await using var nodes = await Nodes.StartAsync(_ =>
        {
            Interlocked.Increment(ref asked);
            return Volatile.Read(ref isBroken) ? (status, page) : (200, Good);
        });
        await using var gateway = await TestGateway.StartAsync(nodes.Addresses);
        using var manager = new Manager(gateway, key: null);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Nodes.SelectMany(node => node.Services).Count(service => service is { Service: "services-menu", Condition: NodeCondition.Up }) == 2);

        Volatile.Write(ref isBroken, true);

        await Eventually.IsAsync(async () => (await EventsAsync(manager)).Any(IsOfMenu));
        await Eventually.IsAsync(async () => (await EventsAsync(manager)).Count(happened => happened.Kind == GatewayEventKind.Users) >= ofUsers);
        var before = Volatile.Read(ref asked);
        await Eventually.IsAsync(() => Volatile.Read(ref asked) > before + 10);
        var events = await EventsAsync(manager);
        Assert.Single(events, IsOfMenu);
        Assert.DoesNotContain(events, happened => happened.Kind == GatewayEventKind.NodeCondition && (happened.Text.Contains("status 500", StringComparison.Ordinal) || happened.Text.Contains("not well-formed", StringComparison.Ordinal)));
        Assert.All(events.Where(happened => happened.Kind == GatewayEventKind.Users), happened => Assert.StartsWith("All nodes that answer are down for ", happened.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneNodeIsRepaired_TheOtherIsDownAndTheEndIsTold()
    {
        var repaired = false;
        await using var nodes = await Nodes.StartAsync(node => (200, node == 0 && repaired ? Good : IllFormed));
        await using var gateway = await TestGateway.StartAsync(nodes.Addresses);
        using var manager = new Manager(gateway, key: null);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts.Any(verdict => verdict.Kind == VerdictKind.ProbeWrong));

        repaired = true;

        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts is [{ Kind: VerdictKind.NodeDown, Node: "node1" }] or [{ Node: "node1" }, { Node: "node1" }]);
        await Eventually.IsAsync(async () => (await EventsAsync(manager)).Count(IsOfMenu) >= 2);
        Assert.Equal(2, (await EventsAsync(manager)).Count(IsOfMenu));
    }

    [Theory]
    [InlineData(200, IllFormed, 1, ProbeVerdict.ProbeWrong)]
    [InlineData(404, "", 1, ProbeVerdict.ProbeWrong)]
    [InlineData(200, Good, 0, ProbeVerdict.Ok)]
    [InlineData(503, "", 3, ProbeVerdict.Down)]
    [InlineData(500, "", 3, ProbeVerdict.Down)]
    [InlineData(200, "<html></html>", 3, ProbeVerdict.Down)]
    [InlineData(200, "", 3, ProbeVerdict.Down)]
    internal async Task Probe_AllNodesAnswerTheSame_SaysWhatPhonesGet(int status, string page, int exitCode, ProbeVerdict verdict)
    {
        await using var nodes = await Nodes.StartAsync(_ => (status, page));

        var results = (await ProbeAsync(nodes)).Where(result => result.Service == "services-menu").ToArray();

        Assert.All(results, result => Assert.Equal(verdict, result.Verdict));
        Assert.Equal(exitCode, ProbeCommand.ExitCodeOf(results));
        Assert.Equal(exitCode == 3, ProbeTable.Table(results).Contains("Phones would get an error page", StringComparison.Ordinal));
        var word = status == 404 ? "phones get an error page if the nodes lack the application" : "phones get what the nodes answer";
        Assert.Equal(verdict == ProbeVerdict.ProbeWrong, ProbeTable.Table(results).Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_OneNodeIsGood_TheOthersAreDown()
    {
        await using var nodes = await Nodes.StartAsync(node => (200, node == 0 ? Good : IllFormed));

        var results = (await ProbeAsync(nodes)).Where(result => result.Service == "services-menu").ToArray();

        Assert.Equal([ProbeVerdict.Ok, ProbeVerdict.Down], results.OrderBy(result => result.Node, StringComparer.Ordinal).Select(result => result.Verdict));
        Assert.Equal(1, ProbeCommand.ExitCodeOf(results));
    }

    private static async Task<IReadOnlyList<NodeProbe>> ProbeAsync(Nodes nodes)
    {
        string[] arguments = ["--Logging:LogLevel:Default=None", .. nodes.Addresses.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}")];
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([], arguments));
        var configuration = (await loader.LoadAsync()).Configuration!;
        await using var services = Gateway.BuildServices(configuration, loader);
        return await ActivatorUtilities.CreateInstance<NodeProbes>(services.Services).RunAsync(configuration, Cancellation);
    }

    /// <summary>Two nodes with a menu as the test says, and good pages otherwise.</summary>
    private sealed class Nodes(ScriptedNode[] nodes) : IAsyncDisposable
    {
        public IEnumerable<(string Name, Uri Address)> Addresses => nodes.Select((node, i) => ($"node{i}", node.Address));

        public static async Task<Nodes> StartAsync(Func<int, (int Status, string Page)> menu) => new(
        [
            await ScriptedNode.StartAsync(context => AnswerAsync(context, menu(0))),
            await ScriptedNode.StartAsync(context => AnswerAsync(context, menu(1))),
        ]);

        public async ValueTask DisposeAsync()
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }

        private static Task AnswerAsync(HttpContext context, (int Status, string Page) menu)
        {
            var (status, page) = context.Request.Path.Value switch
            {
                "/ccmcip/getservicesmenu.jsp" => menu,
                "/ccmcip/xmldirectoryinput.jsp" => (200, "<CiscoIPPhoneInput/>"),
                _ => (200, "<CiscoIPPhoneText/>"),
            };
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync(page);
        }
    }
}
