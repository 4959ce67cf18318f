using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.FunctionalTests.Management;

public sealed class NodesApiTests : IDisposable
{
    private const string Menu = "services-menu";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-state").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StateFile => Path.Combine(_directory, "state.json");

    private string KeptState => $"--PhoneServices:Management:StateFile={StateFile}";

    [Fact]
    public async Task Nodes_NodeHangs_NamesNodeServiceCauseAndTime()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);
        using var phone = new Phone(gateway.Address);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Nodes.SelectMany(node => node.Services).Where(service => service.Service == Menu).All(service => service.Condition == NodeCondition.Up));
        var before = TimeProvider.System.GetUtcNow();

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Hang, Cancellation);
        NodeServiceReport? sick = null;
        await Eventually.IsAsync(
            async () =>
            {
                sick = On(await manager.NodesAsync(), "subscriber1", Menu);
                return sick.Condition == NodeCondition.Down;
            });
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);

        // A press counts when its end has passed everything, which may be after the phone has read it.
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Users.LastMinute is { Ok: 1 } or { FailedOver: 1 } or { Hedged: 1 });
        var report = await manager.NodesAsync();
        Assert.InRange(sick!.Since, before, report.At);
        Assert.Contains("time limit", sick.Cause, StringComparison.Ordinal);
        Assert.Equal("answer_timeout", sick.Failure);
        Assert.True(sick.Totals.TimesDown >= 1 && sick.Totals.BadProbes >= 1);
        Assert.Equal(NodeCondition.Up, On(report, "publisher", Menu).Condition);
        Assert.True(On(report, "publisher", Menu).LastProbe!.Ok);
        Assert.False(report.Users.Losing);
        Assert.StartsWith("Users lost nothing: 1 press", report.Users.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_OverrideOfANodeThatIsNotConfigured_IsSaidInAWholeSentence()
    {
        await File.WriteAllTextAsync(StateFile, """{ "overrides": { "ghost": { "state": "Drain", "since": "2026-11-01T00:00:00+00:00", "reason": null, "by": "a test" } } }""", Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, KeptState, Manager.Setting);
        using var manager = new Manager(gateway);

        var (status, text) = await manager.TryAsync(HttpMethod.Delete, "api/nodes/GHOST/override");

        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        Assert.Contains("\"text\":\"The override of ghost is cleared. The configuration names no such node.\"", text, StringComparison.Ordinal);
        var events = (await manager.GetAsync<EventsReport>("api/events")).Events;
        Assert.StartsWith("The override of ghost is cleared, by API key", Assert.Single(events, happened => happened.Kind == GatewayEventKind.OverrideCleared).Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await manager.TryAsync(HttpMethod.Delete, "api/nodes/ghost/override")).Status);
    }

    [Fact]
    public async Task Nodes_AllInMaintenance_SaysFirstThatNoNodeIsLeftAndShowsNoneAsUp()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);
        foreach (var node in cluster.Nodes)
        {
            await manager.OrderAsync(node.Name, "maintenance", "new disks");
        }

        var report = await manager.NodesAsync();

        var lost = report.Verdicts[0];
        Assert.Equal((VerdictKind.ServiceLost, VerdictSeverity.Lost, "NO NODE IS LEFT for all 10 services"), (lost.Kind, lost.Severity, lost.Headline));

        // Manager Assistant is lost as soon as its only node is; the others have been down there before, or are found down at a probe in between.
        Assert.InRange(lost.Since!.Value, report.Nodes.Min(node => node.Override!.Since), report.Nodes.Max(node => node.Override!.Since));
        Assert.All(report.Nodes, node => Assert.Equal("in maintenance", node.Text));
        Assert.All(report.Nodes, node => Assert.All(
            node.Services, service => Assert.Equal((NodeServiceStatus.Maintenance, node.Override!.Since), (service.Status, service.Since))));

        await manager.OrderAsync("publisher", "activate");
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.ServiceLost);
    }

    /// <summary>One that stands by is missed since the active one was lost, not since it began to stand by.</summary>
    [Fact]
    public async Task Nodes_ActiveNodeIsLost_StandbyIsMissedSinceThenAndEventsSaySo()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);
        await Eventually.IsAsync(async () => (await AssistantAsync()).Count(service => service.Status == NodeServiceStatus.Standby) == 2);
        await Eventually.IsAsync(async () => (await EventsAsync("stands by for manager-assistant")).Length == 2);

        // Its maintenance is what the cluster does not know of: nobody takes over.
        await manager.OrderAsync(cluster.ActiveManagerAssistant, "maintenance");
        var ordered = (await manager.NodesAsync()).Nodes.Single(node => node.Override is not null).Override!.Since;

        var missed = (await AssistantAsync()).Where(service => service.Status == NodeServiceStatus.Down).ToArray();
        Assert.Equal(2, missed.Length);
        Assert.All(missed, service => Assert.InRange(service.Since, ordered, ordered.AddSeconds(20)));
        var verdict = (await manager.NodesAsync()).Verdicts[0];
        Assert.Equal("NO NODE IS LEFT for manager-assistant", verdict.Headline);
        Assert.InRange(verdict.Since!.Value, ordered, ordered.AddSeconds(20));
        await manager.OrderAsync(cluster.ActiveManagerAssistant, "activate");
        await Eventually.IsAsync(async () => (await AssistantAsync()).Count(service => service.Status == NodeServiceStatus.Standby) == 2);
        Assert.Empty(await EventsAsync("is back"));

        async Task<NodeServiceReport[]> AssistantAsync() =>
            [.. (await manager.NodesAsync()).Nodes.Select(node => node.Services.Single(service => service.Service == "manager-assistant"))];

        async Task<string[]> EventsAsync(string words) =>
            [.. (await manager.GetAsync<EventsReport>("api/events")).Events.Select(happened => happened.Text).Where(text => text.Contains(words, StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Nodes_ServiceFailsEverywhere_IsOneVerdictAndNotOneMoreForEachNode()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Parse("503 path=/emapp"), Cancellation);
        }

        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts is [{ Kind: VerdictKind.ServiceLost, Headline: "NO NODE IS LEFT for extension-mobility" }]);

        var verdict = (await manager.NodesAsync()).Verdicts[0];
        Assert.StartsWith("all 3 nodes fail its probe in the same way: status 503 for /emapp/EMAppServlet.", verdict.Cause, StringComparison.Ordinal);
    }

    /// <summary>API, event and log tell one cause and one time; what comes after it is told as well, with the time of that.</summary>
    [Fact]
    public async Task Nodes_DeadNodeComesBackWithoutItsApplication_TellsTheSameInEventAndVerdict()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts is [{ Headline: "subscriber1 is DOWN for all 10 services" }]);

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse("503 path=/emapp"), Cancellation);

        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts is [{ Headline: "subscriber1 is DOWN for extension-mobility", Cause: "status 503, not 200 (bad_status)" }]);
        var verdict = (await manager.NodesAsync()).Verdicts[0];
        GatewayEvent? told = null;

        // What happens for the same cause within a moment is one event, told after that.
        await Eventually.IsAsync(async () => (told = (await manager.GetAsync<EventsReport>("api/events")).Events.LastOrDefault(happened =>
            happened.Text.StartsWith("subscriber1 is still down for extension-mobility, now for another reason: status 503, not 200 (bad_status).", StringComparison.Ordinal))) is not null);
        Assert.InRange(told!.At - verdict.Since!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Nodes_FileOnDiskIsWrong_SaysSoAndWhyUntilItIsRepaired()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        var file = Path.Combine(_directory, "site.json");
        var good = $$"""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "{{cluster["publisher"].Address}}" } } } }""";
        await File.WriteAllTextAsync(file, good, Cancellation);
        await using var gateway = await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [file], ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]));
        using var manager = new Manager(gateway, key: null);

        await File.WriteAllTextAsync(file, good.Replace("Address", "Adress", StringComparison.Ordinal), Cancellation);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts.Any(verdict => verdict.Kind == VerdictKind.ConfigurationRejected));

        var verdict = (await manager.NodesAsync()).Verdicts[0];
        var told = Assert.Single((await manager.GetAsync<EventsReport>("api/events")).Events, happened => happened.Kind == GatewayEventKind.ConfigurationRejected);
        Assert.Equal("The configuration on disk is NOT IN FORCE", verdict.Headline);
        Assert.Contains("Did you mean \"Address\"?", verdict.Cause, StringComparison.Ordinal);
        Assert.InRange(told.At - verdict.Since!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
        await File.WriteAllTextAsync(file, good, Cancellation);
        await Eventually.IsAsync(async () => !(await manager.NodesAsync()).Verdicts.Any(verdict => verdict.Kind == VerdictKind.ConfigurationRejected));
    }

    [Fact]
    public async Task Nodes_ServiceWithoutHealthCheck_IsNotSaidToBeUp()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, "--ReverseProxy:Clusters:directory:HealthCheck:Active:Enabled=false");
        using var manager = new Manager(gateway, key: null);

        var report = await manager.NodesAsync();
        Assert.Equal(NodeServiceStatus.NotProbed, On(report, "subscriber1", "directory").Status);
        Assert.Contains(report.Verdicts, verdict => verdict is { Kind: VerdictKind.NotProbed, Headline: "NOBODY PROBES directory" });
    }

    /// <summary>After its hold time nothing is known of it, and that is what is said; what presses met is all there is.</summary>
    [Fact]
    public async Task Nodes_NobodyProbesAndPressesFail_SaysThatItIsNotJudgedAndWhatTheLastPressMet()
    {
        var isWell = false;
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            context.Response.StatusCode = isWell ? 200 : 500;
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync(isWell ? "<CiscoIPPhoneText><Text>Well</Text></CiscoIPPhoneText>" : "");
        });
        await using var gateway = await TestGateway.StartAsync(
            [("own", node.Address)], "--ReverseProxy:Clusters:directory:HealthCheck:Active:Enabled=false", "--PhoneServices:Health:Passive:HoldTime=00:00:00.100");
        using var manager = new Manager(gateway, key: null);
        using var phone = new Phone(gateway.Address);
        var before = On(await manager.NodesAsync(), "own", "directory");
        Assert.Equal((NodeServiceStatus.NotProbed, "not judged: there is no health check; no press has gone there yet"), (before.Status, before.Cause));

        await phone.GetAsync("/ccmcip/xmldirectoryinput.jsp");

        NodeServiceReport? failed = null;
        await Eventually.IsAsync(async () => (failed = On(await manager.NodesAsync(), "own", "directory")) is { Status: NodeServiceStatus.NotProbed, LastPress: { Ok: false, Failure: "bad_status" } });
        Assert.Equal($"not judged: there is no health check; the last press there failed at {failed!.LastPress!.At:yyyy-MM-dd HH:mm:ss} UTC (bad_status: status 500)", failed.Cause);
        Assert.Contains(
            "Of own, the last press for directory failed (status 500).",
            Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.NotProbed).Cause, StringComparison.Ordinal);
        Assert.Contains((await manager.NodesAsync()).Verdicts, verdict => verdict is { Kind: VerdictKind.ServiceLost, Headline: "NO NODE IS LEFT for directory" });
        Assert.Null(On(await manager.NodesAsync(), "own", "services-menu").LastPress);

        isWell = true;
        await phone.GetAsync("/ccmcip/xmldirectoryinput.jsp");

        await Eventually.IsAsync(async () => On(await manager.NodesAsync(), "own", "directory") is { LastPress.Ok: true });
        Assert.DoesNotContain("failed", Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.NotProbed).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OrderForANodeThatIsNotConfigured_IsShownAndForgottenByActivate()
    {
        await File.WriteAllTextAsync(StateFile, """{ "overrides": { "ghost": { "state": "Drain", "since": "2026-11-01T00:00:00+00:00", "reason": null, "by": "a test" } } }""", Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, KeptState, Manager.Setting);
        using var manager = new Manager(gateway);
        Assert.Contains((await manager.NodesAsync()).Verdicts, verdict => verdict is { Kind: VerdictKind.OrderWaits, Node: "ghost", Headline: "ghost is NOT CONFIGURED" });

        var order = await manager.OrderAsync("ghost", "activate");

        Assert.Equal("The override of ghost is cleared. The configuration names no such node.", order.Text);
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.OrderWaits);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await manager.TryAsync(HttpMethod.Post, "api/nodes/ghost/drain")).Status);
    }

    /// <summary>Whatever can be read can be asked for without its content; a stream without end does not keep the connection.</summary>
    [Theory]
    [InlineData("api/nodes")]
    [InlineData("api/services")]
    [InlineData("api/configuration")]
    [InlineData("api/events")]
    [InlineData("api/events/stream")]
    [InlineData("openapi.json")]
    [InlineData("metrics")]
    [InlineData("livez")]
    [InlineData("")]
    [InlineData("status/status.js")]
    public async Task Head_OfWhatCanBeRead_IsAnsweredWithoutContent(string path)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);

        using var answer = await manager.SendAsync(HttpMethod.Head, path).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, (await manager.SendAsync(HttpMethod.Head, "api/nodes/publisher/drain")).StatusCode);
    }

    [Fact]
    public async Task Nodes_EveryNodeIsLost_SaysThatUsersNotice()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);
        using var phone = new Phone(gateway.Address);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Refuse, Cancellation);
        }

        await phone.FormAsync();
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Users.Losing);

        var report = await manager.NodesAsync();
        Assert.True(report.Users.Losing);
        Assert.Equal(1, report.Users.LastMinute.ErrorPage);
        await Eventually.IsAsync(async () => (await manager.NodesAsync()).Verdicts is [{ Kind: VerdictKind.ServiceLost, Headline: "NO NODE IS LEFT for all 10 services" }, ..]);
        Assert.True(report.Nodes.Sum(node => node.Services.Sum(service => service.Totals.Failed)) >= 1);
        var service = (await manager.GetAsync<ServicesReport>("api/services")).Services.Single(service => service.Service == "extension-mobility");
        Assert.Equal((1, "Extension Mobility"), (service.Totals.ErrorPage, service.Title));
        Assert.Equal(299, service.Lost.Count);
    }

    [Fact]
    public async Task Nodes_RunningPress_IsInFlight()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings]);
        using var manager = new Manager(gateway, key: null);
        using var phone = new Phone(gateway.Address);
        await cluster["only"].SetFaultAsync(NodeFault.Hang, Cancellation);
        var press = phone.MenuAsync();
        await Eventually.IsAsync(() => cluster["only"].Counters.Concurrent == 1);

        var node = Assert.Single((await manager.NodesAsync()).Nodes);
        Assert.Equal((1, 1), (node.InFlight, node.Services.Single(service => service.Service == Menu).InFlight));

        await cluster["only"].SetFaultAsync(NodeFault.None, Cancellation);
        await press;
        node = Assert.Single((await manager.NodesAsync()).Nodes);
        Assert.Equal((0, 0), (node.InFlight, node.Services.Single(service => service.Service == Menu).InFlight));
    }

    [Fact]
    public async Task Maintenance_EverythingElseDown_GetsNothingUntilActivated()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["a", "b"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings, Manager.Setting]);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);

        var order = await manager.OrderAsync("A", "maintenance", "new disk");
        await cluster["b"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        for (var i = 0; i < 20; i++)
        {
            Assert.NotEqual("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        }

        Assert.DoesNotContain("USERS NOTICE", order.Text, StringComparison.Ordinal);
        Assert.Contains("USERS NOTICE: no node that is up is left for authentication, ", (await manager.OrderAsync("a", "maintenance", "new disk")).Text, StringComparison.Ordinal);
        Assert.Equal("DELETE /api/nodes/a/override", order.Override!.Clear);
        Assert.Equal(("a", NodeState.Maintenance, NodeState.Active), (order.Node, order.State, order.ConfiguredState));
        Assert.Equal(0, cluster["a"].Counters.RequestsFor("/ccmcip/getservicesmenu.jsp"));
        var node = (await manager.NodesAsync()).Nodes.Single(node => node.Name == "a");
        Assert.Equal((NodeState.Maintenance, NodeState.Active, "new disk"), (node.State, node.ConfiguredState, node.Override!.Reason));

        Assert.Null((await manager.OrderAsync("a", "activate")).Override);
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        Assert.Null((await manager.NodesAsync()).Nodes.Single(node => node.Name == "a").Override);
    }

    [Fact]
    public async Task Drain_Restart_StaysDrainedUntilCleared()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["a", "b"] }, Cancellation);
        await using (var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings, Manager.Setting, KeptState]))
        {
            using var manager = new Manager(gateway);
            Assert.True((await manager.OrderAsync("a", "drain")).SurvivesRestart);
        }

        await using var restarted = await TestGateway.StartAsync(cluster, [.. Calm.Settings, Manager.Setting, KeptState]);
        using var again = new Manager(restarted);
        for (var i = 0; i < 20; i++)
        {
            using var phone = new Phone(restarted.Address, $"SEP0011223344{i:00}");
            Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        }

        Assert.Equal(0, cluster["a"].Counters.Requests);
        Assert.Equal(NodeState.Drain, (await again.NodesAsync()).Nodes.Single(node => node.Name == "a").Override!.State);
        Assert.Contains("\"a\"", await again.GetTextAsync("api/configuration"), StringComparison.Ordinal);

        using (await again.SendAsync(HttpMethod.Delete, "api/nodes/a/override"))
        {
        }

        Assert.Null((await again.NodesAsync()).Nodes.Single(node => node.Name == "a").Override);
        Assert.DoesNotContain("\"a\"", await File.ReadAllTextAsync(StateFile, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BrokenStateFile_ServesAndSetsItAside()
    {
        await File.WriteAllTextAsync(StateFile, "{ \"overrides\": ", Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting, KeptState);
        using var phone = new Phone(gateway.Address);
        using var manager = new Manager(gateway);

        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        Assert.Single(Directory.GetFiles(_directory, "state.json.broken-*"));
        Assert.True((await manager.OrderAsync("publisher", "drain")).SurvivesRestart);
    }

    [Fact]
    public async Task Order_StateFileCannotBeWritten_HoldsAndSaysThatItIsLost()
    {
        var folder = Path.Combine(_directory, "kept");
        Directory.CreateDirectory(folder);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, Manager.Setting, $"--PhoneServices:Management:StateFile={Path.Combine(folder, "state.json")}");
        using var manager = new Manager(gateway);

        // Not even root can write below a file.
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "", Cancellation);

        var order = await manager.OrderAsync("publisher", "drain");

        Assert.False(order.SurvivesRestart);
        Assert.Contains("lost", order.Text, StringComparison.Ordinal);
        Assert.Equal(NodeState.Drain, (await manager.NodesAsync()).Nodes.Single(node => node.Name == "publisher").State);
    }

    [Theory]
    [InlineData("api/nodes/pubisher/drain", 404, "Did you mean \"publisher\"?")]
    [InlineData("api/nodes/pubisher/override", 404, "Did you mean \"publisher\"?")]
    [InlineData("api/nodes/publisher/dran", 404, "Not Found")]
    public async Task Order_UnknownName_SaysWhatIsKnown(string path, int status, string detail)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);

        using var answer = await manager.SendAsync(path.EndsWith("override", StringComparison.Ordinal) ? HttpMethod.Delete : HttpMethod.Post, path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(detail.Replace("\"", "\\\"", StringComparison.Ordinal), await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{ \"reason\": ", 400, "Bad Request")]
    [InlineData("application/x-www-form-urlencoded", "reason=x", 415, "Unsupported Media Type")]
    public async Task Order_BodyThatIsNone_IsRefusedInWords(string type, string body, int status, string title)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);

        using var answer = await manager.SendAsync(HttpMethod.Post, "api/nodes/publisher/drain", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue(type)));

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData(null)]
    public async Task Order_ReasonThatIsNone_IsRefused(string? reason)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);

        using var answer = await manager.SendAsync(
            HttpMethod.Post, "api/nodes/publisher/drain", System.Net.Http.Json.JsonContent.Create(new OrderRequest(reason ?? new string('x', 201))));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Null((await manager.NodesAsync()).Nodes.Single(node => node.Name == "publisher").Override);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static NodeServiceReport On(NodesReport report, string node, string service) =>
        report.Nodes.Single(candidate => candidate.Name == node).Services.Single(candidate => candidate.Service == service);
}
