using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Management;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.FunctionalTests.Nodes;

/// <summary>Servers of a pool, with the shipped samples: all that is said of a CallManager node is said of them.</summary>
public sealed class PoolTests : IAsyncLifetime
{
    private const string Agent = "phone-agent";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-pools").FullName;
    private PoolServer _callManager = null!;
    private PoolServer _first = null!;
    private PoolServer _second = null!;

    private string File => Path.Combine(_directory, "site.json");

    public async ValueTask InitializeAsync()
    {
        _callManager = await PoolServer.StartAsync("publisher");
        _first = await PoolServer.StartAsync("finesse-a");
        _second = await PoolServer.StartAsync("finesse-b");
    }

    public async ValueTask DisposeAsync()
    {
        await _callManager.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Press_OfAPool_NeverReachesCallManagerAndPagesLeadBackToTheGateway()
    {
        await using var gateway = await StartAsync();
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync("/fippa/SEP001122334455");
        var menu = await phone.MenuAsync();

        Assert.StartsWith("finesse-", answer.Text("Title"), StringComparison.Ordinal);
        Assert.Contains($"<URL>{gateway.Address}fippa/next</URL>", answer.Body, StringComparison.Ordinal);
        Assert.Equal("publisher", menu.Text("Title"));
        Assert.Equal((1, 1), (_callManager.Presses, _first.Presses + _second.Presses));
    }

    [Fact]
    public async Task SignedInAgent_StaysAtHisSideAndIsShownTheOthersSignInPageWhenItDies()
    {
        await using var gateway = await StartAsync();
        using var phone = new Phone(gateway.Address);
        using var manager = new Manager(gateway);
        var signedIn = await phone.GetAsync("/fippa/SEP001122334455?signin=1");
        var (own, other) = signedIn.Text("Title") == "finesse-a" ? (_first, _second) : (_second, _first);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie")).Split(';')[0];

        // His side is drained, and another phone's name would lead to the other side: he stays all the same.
        await manager.OrderAsync(own.Name, "drain");
        Assert.Equal((own.Name, "signed in"), await PressAsync());
        own.IsDead = true;
        await UntilAsync(manager, own.Name, NodeCondition.Down);
        Assert.Equal((other.Name, "sign in"), await PressAsync());

        async Task<(string?, string?)> PressAsync()
        {
            using var press = new HttpRequestMessage(HttpMethod.Get, "/fippa/SEP001122334455");
            press.Headers.Add("Cookie", cookie);
            var answer = await phone.SendAsync(press);
            return (answer.Text("Title"), answer.Text("Prompt"));
        }
    }

    [Fact]
    public async Task DrainDeathAndReturn_AreSaidOfAServerAsOfACallManagerNode()
    {
        await using var gateway = await StartAsync();
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        var log = GatewayLog.Of(gateway);
        using var states = new MetricCollector<int>(gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.node.state");
        using var modes = new MetricCollector<int>(gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.node.mode");
        await UntilAsync(manager, "finesse-a", NodeCondition.Up);
        await UntilAsync(manager, "finesse-b", NodeCondition.Up);
        await UntilAsync(manager, "publisher", NodeCondition.Up, "services-menu");

        foreach (var (server, service) in new[] { (_callManager, "services-menu"), (_first, Agent) })
        {
            await manager.OrderAsync(server.Name, "drain", "new disks");
            Assert.Equal((NodeState.Drain, NodeState.Active), (await NodeAsync(manager, server.Name)) is var node ? (node.State, node.ConfiguredState) : default);
            modes.RecordObservableInstruments();
            Assert.Equal(1, Value(modes, server.Name, service, "drain"));
            Assert.Contains(log.Lines, line => line.StartsWith($"Node {server.Name} is set to Drain by API key", StringComparison.Ordinal));

            server.IsDead = true;
            await UntilAsync(manager, server.Name, NodeCondition.Down, service);
            states.RecordObservableInstruments();
            Assert.Equal(1, Value(states, server.Name, service, "down"));
            Assert.Contains((await manager.NodesAsync()).Verdicts, verdict => verdict.Node == server.Name || verdict.Services.Contains(service));
            await Eventually.IsAsync(() => log.Lines.Any(line => line.Contains(server.Name, StringComparison.Ordinal) && line.Contains("down", StringComparison.Ordinal)));

            server.IsDead = false;
            await UntilAsync(manager, server.Name, NodeCondition.Up, service);
            states.RecordObservableInstruments();
            Assert.Equal(1, Value(states, server.Name, service, "up"));
            var events = (await manager.GetAsync<EventsReport>("api/events")).Events;
            Assert.Contains(events, happened => happened.Kind == GatewayEventKind.OverrideSet && happened.Text.Contains(server.Name, StringComparison.Ordinal));
            await manager.OrderAsync(server.Name, "activate");
        }

        Assert.Equal("finesse", (await NodeAsync(manager, "finesse-a")).Pool);
        Assert.Null((await NodeAsync(manager, "publisher")).Pool);
    }

    [Fact]
    public async Task AllServersOfAPoolInMaintenance_OnlyItsServiceIsLost()
    {
        await using var gateway = await StartAsync();
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);

        await manager.OrderAsync("finesse-a", "maintenance");
        await manager.OrderAsync("finesse-b", "maintenance");

        var lost = Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.ServiceLost);
        Assert.Equal($"NO NODE IS LEFT for {Agent}", lost.Headline);
        Assert.Equal("publisher", (await phone.MenuAsync()).Text("Title"));
        Assert.Equal("CiscoIPPhoneText", (await phone.GetAsync("/fippa/SEP001122334455")).Root);
        Assert.Equal(0, _first.Presses + _second.Presses);
    }

    [Fact]
    public async Task Reload_PoolAddedRenamedAndRemoved_UnchangedServersKeepTheirState()
    {
        await WriteAsync(null, null);
        await using var gateway = await StartFileAsync();
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        Assert.DoesNotContain((await manager.NodesAsync()).Nodes, node => node.Name == "finesse-a");

        await WriteAsync("finesse", "finesse", _first, _second);
        await UntilAsync(manager, "finesse-a", NodeCondition.Up);
        await UntilAsync(manager, "finesse-b", NodeCondition.Up);
        Assert.StartsWith("finesse-", (await phone.GetAsync("/fippa/x")).Text("Title"), StringComparison.Ordinal);
        var since = Service(await NodeAsync(manager, "finesse-a")).Since;

        await WriteAsync("agents", "agents", _first);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Nodes.All(node => node.Name != "finesse-b"));
        Assert.Equal(("agents", since), (await NodeAsync(manager, "finesse-a")) is var kept ? (kept.Pool, Service(kept).Since) : default);
        Assert.Equal("finesse-a", (await phone.GetAsync("/fippa/x")).Text("Title"));

        await WriteAsync("agents", "nowhere", _first);
        await Eventually.IsAsync(() => gateway.Get<ConfigurationReloader>().LastErrors.Count == 1);
        Assert.Equal("finesse-a", (await phone.GetAsync("/fippa/x")).Text("Title"));

        await WriteAsync(null, null);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Nodes.All(node => node.Name == "publisher"));

        // Routes go after their cluster's nodes.
        await Eventually.IsAsync(async () => (await phone.GetAsync("/fippa/x")).Root == "CiscoIPPhoneText");
        var presses = _first.Presses;
        await phone.GetAsync("/fippa/x");
        Assert.Equal(presses, _first.Presses);
        Assert.Empty(gateway.Get<ConfigurationReloader>().LastErrors);
    }

    [Fact]
    public async Task ServerOnHttps_OnlyWithTheCertificateThatItsPoolTrusts()
    {
        using var certificate = TestCertificate.SelfSigned("finesse");
        using var other = TestCertificate.SelfSigned("other");
        await using var trusted = await PoolServer.StartAsync("finesse-a", certificate);
        await using var refused = await PoolServer.StartAsync("finesse-b", other);
        await using var gateway = await StartAsync(
            "finesse",
            $"--PhoneServices:Pools:finesse:Nodes:finesse-a:Address={trusted.Address}", $"--PhoneServices:Pools:finesse:Nodes:finesse-b:Address={refused.Address}",
            $"--PhoneServices:Pools:finesse:Nodes:finesse-a:TrustedFingerprints:0={TestCertificate.Fingerprint(certificate)}",
            $"--PhoneServices:Pools:finesse:Nodes:finesse-b:TrustedFingerprints:0={TestCertificate.Fingerprint(certificate)}");
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);

        await UntilAsync(manager, "finesse-a", NodeCondition.Up);
        await UntilAsync(manager, "finesse-b", NodeCondition.Down);
        Assert.Equal("finesse-a", (await phone.GetAsync("/fippa/SEP001122334455")).Text("Title"));
        Assert.Equal(0, refused.Presses);
    }

    /// <summary>Each server has the page under a path of its own.</summary>
    [Fact]
    public async Task Authentication_InformaCastDies_CallManagerAnswers()
    {
        await using var gateway = await StartAsync(
            "informacast",
            $"--PhoneServices:Pools:informacast:Nodes:informacast-1:Address={_first.Address}InformaCast/phone/auth",
            $"--PhoneServices:Pools:informacast:Nodes:publisher-authentication:Address={_callManager.Address}ccmcip/authenticate.jsp",
            $"--PhoneServices:Pools:informacast:Nodes:subscriber1-authentication:Address={_second.Address}ccmcip/authenticate.jsp",
            "--PhoneServices:Pools:informacast:Nodes:subscriber1-authentication:State=Maintenance");
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        await UntilAsync(manager, "informacast-1", NodeCondition.Up, "informacast");

        Assert.Equal("AUTHORIZED finesse-a /InformaCast/phone/auth?UserID=u&devicename=SEP001122334455", (await AskAsync()).Body);
        _first.IsDead = true;
        await UntilAsync(manager, "informacast-1", NodeCondition.Down, "informacast");
        Assert.Equal("AUTHORIZED publisher /ccmcip/authenticate.jsp?UserID=u&devicename=SEP001122334455", (await AskAsync()).Body);

        Task<PhoneAnswer> AskAsync() => phone.GetAsync("/informacast/authenticate?UserID=u&devicename=SEP001122334455");
    }

    private static Task<NodeReport> NodeAsync(Manager manager, string name) => OfAsync(manager.NodesAsync(), name);

    private static async Task<NodeReport> OfAsync(Task<NodesReport> report, string name) => (await report).Nodes.Single(node => node.Name == name);

    private static NodeServiceReport Service(NodeReport node, string service = Agent) => node.Services.Single(at => at.Service == service);

    private static Task UntilAsync(Manager manager, string node, NodeCondition condition, string service = Agent) => Eventually.IsAsync(
        async () => (await manager.NodesAsync()).Nodes.Any(one => one.Name == node && one.Services.Any(at => at.Service == service && at.Condition == condition)));

    private static int? Value(MetricCollector<int> metric, string node, string service, string state) => metric.GetMeasurementSnapshot().LastOrDefault(measured =>
        measured.MatchesTags(new KeyValuePair<string, object?>("service", service), new("node", node), new("state", state)))?.Value;

    private Task<TestGateway> StartAsync() => StartAsync(
        "finesse",
        $"--PhoneServices:Pools:finesse:Nodes:finesse-a:Address={_first.Address}", $"--PhoneServices:Pools:finesse:Nodes:finesse-b:Address={_second.Address}",
        "--ReverseProxy:Clusters:phone-agent:HealthCheck:Active:Interval=00:00:00.200");

    private Task<TestGateway> StartAsync(string sample, params string[] settings) => TestGateway.StartAsync(ConfigurationLayers.Shipped(
        [Path.Combine(SampleTests.Root(), "deploy", "pools", $"{sample}.json")],
        [
            "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--PhoneServices:LoadShedding:Enabled=false", "--Logging:LogLevel:Default=Information",
            "--Logging:Console:LogLevel:Default=None", Manager.Setting, $"--PhoneServices:Nodes:publisher:Address={_callManager.Address}", .. settings,
        ]));

    private Task<TestGateway> StartFileAsync() => TestGateway.StartAsync(ConfigurationLayers.Shipped(
        [File], ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--PhoneServices:LoadShedding:Enabled=false", Manager.Setting]));

    private Task WriteAsync(string? pool, string? named, params PoolServer[] servers)
    {
        var callManager = new Dictionary<string, object> { ["publisher"] = new { Address = _callManager.Address.ToString() } };
        object site = pool is null
            ? new { PhoneServices = new { Nodes = callManager } }
            : new
            {
                PhoneServices = new
                {
                    Nodes = callManager,
                    Pools = new Dictionary<string, object> { [pool] = new { Nodes = servers.ToDictionary(server => server.Name, server => new { Address = server.Address.ToString() }) } },
                },
                ReverseProxy = new
                {
                    Clusters = new Dictionary<string, object>
                    {
                        [Agent] = new
                        {
                            LoadBalancingPolicy = "DeviceHash",
                            Metadata = new { Pool = named },
                            HealthCheck = new { Active = new { Enabled = true, Interval = "00:00:00.200", Timeout = "00:00:01", Policy = "FallRise", Path = "/fippa/x" } },
                        },
                    },
                    Routes = new { agent = new { ClusterId = Agent, Match = new { Path = "/fippa/{**rest}" }, Metadata = new { FailoverPolicy = "Login", Expect = "PhoneXml" } } },
                },
            };
        return System.IO.File.WriteAllTextAsync(File, JsonSerializer.Serialize(site), TestContext.Current.CancellationToken);
    }
}
