using System.Net.ServerSentEvents;
using System.Text.Json;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.FunctionalTests.Management;

public sealed class EventsApiTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-events").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string SiteFile => Path.Combine(_directory, "site.json");

    [Fact]
    public async Task Events_WhateverHappens_IsToldWithCause()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, Cancellation);
        await WriteSiteAsync(cluster, weight: 8);
        await using var gateway = await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [SiteFile], ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", Manager.Setting]));
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);

        // Services in different conditions change in events of their own.
        await Eventually.IsAsync(() => gateway.Get<NodeTable>().Nodes.All(node => node.State != NodeCondition.Unknown));
        await cluster["only"].SetFaultAsync(NodeFault.Parse("em-error=28"), Cancellation);
        await phone.FormAsync();
        await SeeAsync(manager, GatewayEventKind.Alarm, "Trusted List of IPs");

        await cluster["only"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        var down = await SeeAsync(manager, GatewayEventKind.NodeCondition, "only is down for authentication, ");
        Assert.Equal(("only", null, NodeCondition.Down), (down.Node, down.Service, down.Condition));
        Assert.Contains(", services-menu: ", down.Text, StringComparison.Ordinal);
        await cluster["only"].SetFaultAsync(NodeFault.None, Cancellation);
        await SeeAsync(manager, GatewayEventKind.NodeCondition, "services-menu: ");

        await manager.OrderAsync("only", "drain", "new disk");
        var order = await SeeAsync(manager, GatewayEventKind.OverrideSet, "new disk");
        Assert.Equal(("only", NodeState.Drain), (order.Node, order.State));
        await manager.OrderAsync("only", "activate");
        await SeeAsync(manager, GatewayEventKind.OverrideCleared, "only is active as the configuration says");

        await WriteSiteAsync(cluster, weight: -1);
        await SeeAsync(manager, GatewayEventKind.ConfigurationRejected, "Weight");
        Assert.Contains("Weight", Assert.Single((await manager.GetAsync<ConfigurationReport>("api/configuration")).Errors), StringComparison.Ordinal);
        await WriteSiteAsync(cluster, weight: 9);
        await SeeAsync(manager, GatewayEventKind.ConfigurationAccepted, "1 node, ");

        var events = (await manager.GetAsync<EventsReport>("api/events")).Events;
        Assert.Equal(GatewayEventKind.Started, events[0].Kind);
        Assert.Equal(events.Select(happened => happened.Id).Order(), events.Select(happened => happened.Id));
        Assert.Equal(events[^1].Id, (await manager.GetAsync<EventsReport>($"api/events?after={events[^2].Id}")).Events[0].Id);
    }

    [Fact]
    public async Task Events_NodesAreLost_TellWhatUsersSaw()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["first", "second"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting, "--PhoneServices:LastGoodPage:Enabled=false");
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);

        await cluster["first"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await PressAsync(phone, 6);
        Assert.Matches(@"^first is down for \d+ services\. Users lost nothing: \d press", (await SeeAsync(manager, GatewayEventKind.Users, "first is down")).Text);

        await cluster["second"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await PressAsync(phone, 4);
        Assert.Contains("USERS NOTICE: ", (await SeeAsync(manager, GatewayEventKind.Users, "second is down")).Text, StringComparison.Ordinal);

        await cluster["first"].SetFaultAsync(NodeFault.None, Cancellation);
        Assert.Matches(@"USERS NOTICE: of 10 presses .* 4 got an error page and 0 an old page\.$", (await SeeAsync(manager, GatewayEventKind.Users, "first is back")).Text);
    }

    [Fact]
    public async Task Events_NoNodeIsLeft_IsToldOnceAndSoIsTheReturn()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["first", "second"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting, "--Logging:LogLevel:Default=Information", "--Logging:Console:LogLevel:Default=None");
        using var log = new FakeLoggerProvider();
        gateway.Get<ILoggerFactory>().AddProvider(log);
        using var manager = new Manager(gateway);

        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Refuse, Cancellation);
        }

        var lost = await SeeAsync(manager, GatewayEventKind.ServiceLost, "No node is left for authentication, ");
        Assert.EndsWith(": both nodes are down; each press is still tried at a node that is down.", lost.Text, StringComparison.Ordinal);
        Assert.Equal(Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.ServiceLost).Since, lost.At);

        await cluster["first"].SetFaultAsync(NodeFault.None, Cancellation);
        var back = await SeeAsync(manager, GatewayEventKind.ServiceBack, "A node is left again for authentication, ");
        Assert.Matches(@": first\. There was none for .* s\.$", back.Text);

        var events = (await manager.GetAsync<EventsReport>("api/events")).Events;
        Assert.Equal(
            [lost.Text, back.Text], events.Where(happened => happened.Kind is GatewayEventKind.ServiceLost or GatewayEventKind.ServiceBack).Select(happened => happened.Text));
        Assert.Equal([lost.Text, back.Text], log.Collector.GetSnapshot().Where(line => line.Id.Name == "LostServices").Select(line => line.Message));
    }

    [Fact]
    public async Task Stream_NodeIsDrained_IsToldAtOnce()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        await using var stream = await manager.StreamAsync("api/events/stream");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        await using var events = SseParser.Create(stream).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("services", events.Current.EventType);
        Assert.Contains(Read<ServicesReport>(events.Current).Services, service => service.Service == "services-menu");
        Assert.Equal("The gateway has started.", (await NextAsync<GatewayEvent>(events, "happened")).Text);
        Assert.All((await NextAsync<NodesReport>(events, "nodes")).Nodes, node => Assert.Equal(NodeState.Active, node.State));

        await phone.MenuAsync();
        var seconds = new List<SecondReport>();
        while (!seconds.Exists(second => second.Services.Any(service => service is { Service: "services-menu", Presses.Ok: 1 })))
        {
            seconds.Add(await NextAsync<SecondReport>(events, "second"));
        }

        Assert.Equal(Enumerable.Range(0, seconds.Count).Select(i => seconds[0].Second + i), seconds.Select(second => second.Second));
        await manager.OrderAsync("publisher", "drain");
        GatewayEvent happened;
        do
        {
            happened = await NextAsync<GatewayEvent>(events, "happened");
        }
        while (happened.Kind != GatewayEventKind.OverrideSet);
        Assert.Equal(NodeState.Drain, (await NextAsync<NodesReport>(events, "nodes")).Nodes.Single(node => node.Name == "publisher").State);
    }

    [Fact]
    public async Task Stream_LastEventId_GoesOnFromThere()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);
        await manager.OrderAsync("publisher", "drain");
        var last = (await manager.GetAsync<EventsReport>("api/events")).Events.Single(happened => happened.Kind == GatewayEventKind.OverrideSet);
        await manager.OrderAsync("publisher", "activate");

        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Get<PhoneServicesProxy.Management.Server.ManagementServer>().Address!, "api/events/stream"));
        request.Headers.Add("Last-Event-ID", $"{last.Id}");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancellation);
        await using var events = SseParser.Create(body).EnumerateAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True((await NextAsync<GatewayEvent>(events, "happened")).Id > last.Id);
    }

    [Fact]
    public async Task Stream_GatewayStops_Ends()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);
        await using var stream = await manager.StreamAsync("api/events/stream");
        var reading = new StreamReader(stream).ReadToEndAsync(Cancellation);

        await gateway.StopAsync(Cancellation).WaitAsync(Patience, Cancellation);

        await reading.WaitAsync(Patience, Cancellation);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task PressAsync(Phone phone, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await phone.MenuAsync();
        }
    }

    private static async Task<GatewayEvent> SeeAsync(Manager manager, GatewayEventKind kind, string text)
    {
        GatewayEvent? seen = null;
        await Eventually.IsAsync(async () =>
        {
            seen = (await manager.GetAsync<EventsReport>("api/events")).Events
                .LastOrDefault(happened => happened.Kind == kind && happened.Text.Contains(text, StringComparison.Ordinal));
            return seen is not null;
        });
        return seen!;
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<SseItem<string>> events, string type)
    {
        do
        {
            Assert.True(await events.MoveNextAsync(), $"The stream ended before {type}.");
        }
        while (events.Current.EventType != type);
        return Read<T>(events.Current);
    }

    private static T Read<T>(SseItem<string> item) => JsonSerializer.Deserialize<T>(item.Data, ApiJson.Options)!;

    private Task WriteSiteAsync(SimulatedCluster cluster, int weight) => File.WriteAllTextAsync(
        SiteFile,
        JsonSerializer.Serialize(new { PhoneServices = new { Nodes = new { only = new { Address = cluster["only"].Address.ToString(), Weight = weight } } } }),
        Cancellation);
}
