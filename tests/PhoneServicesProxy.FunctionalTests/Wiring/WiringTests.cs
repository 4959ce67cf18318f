using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Management;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Server;
using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.FunctionalTests.Wiring;

/// <summary>What the gateway says of how phones are wired: counts, entries without a route, and the last audit.</summary>
public sealed class WiringTests
{
    private const string Menu = "services-menu";

    private static readonly string[] Settings = [.. Calm.Settings, Manager.Setting];

    [Fact]
    public async Task Wiring_Phones_AreCountedByServiceAndNotNamed()
    {
        await using var node = await NodeAsync(_ => "http://elsewhere.example.com/x");
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        using var manager = new Manager(gateway, key: null);
        foreach (var device in new[] { "SEP001122334455", "SEP001122334456", "sep001122334455" })
        {
            using var phone = new Phone(gateway.Address, device);
            await phone.MenuAsync();
            await phone.GetAsync($"/nowhere?name={device}");
        }

        WiringReport? report = null;
        await Eventually.IsAsync(async () => (report = await manager.GetAsync<WiringReport>("api/wiring")).Phones is [{ Day: 2 }], TimeSpan.FromSeconds(30));

        Assert.Equal((Menu, 2, 2, false), (report!.Phones[0].Service, report.Phones[0].Day, report.Phones[0].Week, report.Phones[0].IsMore));
        Assert.Contains("services-menu: 2, 2", report.Text);
        Assert.Empty(report.Unrouted);
        Assert.DoesNotContain("SEP0", await manager.GetTextAsync("api/wiring"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["services-menu day 2", "services-menu week 2"],
            Measured(gateway, "phone_services.phones").Select(one => $"{one.Tags["service"]} {one.Tags["window"]} {one.Value}"));
    }

    [Fact]
    public async Task Wiring_EntryWithoutARoute_IsSaidOnceEverywhere()
    {
        await using var node = await NodeAsync(self => $"{self}app/users/jdoe?pin=1");
        await using var gateway = await TestGateway.StartAsync(
            [("publisher", node.Address)], [.. Settings, "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogLevel:Default=None"]);
        var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway, key: null);
        using var phone = new Phone(gateway.Address);
        var page = await phone.MenuAsync();
        await phone.MenuAsync();

        // At the gateway the entry would lead to an error page.
        Assert.Contains($"{node.Address}app/users/jdoe", page.Body, StringComparison.Ordinal);

        WiringReport? report = null;
        await Eventually.IsAsync(async () => (report = await manager.GetAsync<WiringReport>("api/wiring")).Unrouted.Count == 1);

        Assert.Equal(("/app/users/…", Menu), (report!.Unrouted[0].Path, report.Unrouted[0].Service));
        var verdict = Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.EntriesUnrouted);
        Assert.Equal(("1 path in pages BYPASS the gateway, with no route, in services-menu", VerdictSeverity.Note), (verdict.Headline, verdict.Severity));
        Assert.Contains("/app/users/…", Assert.Single(log.Lines, line => line.Contains("for which there is no route", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("jdoe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wiring_Audit_TellsTheGatewayWhatItFound()
    {
        await using var node = await NodeAsync(_ => "");
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        using var manager = new Manager(gateway);
        Assert.Null((await manager.GetAsync<WiringReport>("api/wiring")).Audit);
        var result = new AuditResult(
            [
                Url("SEP1", LeadsTo.Node) with { Bypasses = true }, Url("SEP1", LeadsTo.Node) with { Bypasses = true }, Url("SEP2", LeadsTo.Internal) with { Bypasses = true },
                Url("SEP3", LeadsTo.Gateway) with { Advice = "add a route" }, Url("SEP3", LeadsTo.Gateway),
            ],
            Asked: 5, Read: 4, "publisher");
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped(
            [],
            [
                $"--PhoneServices:Nodes:publisher:Address={node.Address}", $"--PhoneServices:Management:Url={gateway.Get<ManagementServer>().Address!.GetLeftPart(UriPartial.Authority)}",
                Manager.Setting,
            ]));

        var said = await AuditUpload.SendAsync(result, (await loader.LoadAsync()).Configuration!);

        Assert.EndsWith("was told: its status page shows these numbers.", said, StringComparison.Ordinal);
        var report = await manager.GetAsync<WiringReport>("api/wiring");
        Assert.Equal(new AuditFindings(5, 4, 2, 1, false), report.Audit);
        Assert.Contains(report.Text, line => line.StartsWith("The last audit read 4 of 5 phones: 2 phones bypassed it somewhere, and 1 phone had a URL that no route takes.", StringComparison.Ordinal));
        Assert.Equal(
            "2 phones of 5 BYPASS the gateway somewhere",
            Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.PhonesBypass).Headline);
        Assert.Equal(["bypass 2", "unrouted 1", "unread 1", "asked 5"], Measured(gateway, "phone_services.audit.phones").Select(one => $"{one.Tags["result"]} {one.Value}"));
    }

    [Fact]
    public async Task Wiring_AuditThatCannotBe_IsRefusedAndSoIsOneWithoutTheKey()
    {
        await using var node = await NodeAsync(_ => "");
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        using var manager = new Manager(gateway);
        using var anybody = new Manager(gateway, key: null);

        using var wrong = await manager.SendAsync(HttpMethod.Post, "api/wiring/audit", JsonContent.Create(new AuditFindings(5, 6, 0, 0, false)));
        using var unknown = await anybody.SendAsync(HttpMethod.Post, "api/wiring/audit", JsonContent.Create(new AuditFindings(5, 5, 0, 0, false)));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized), (wrong.StatusCode, unknown.StatusCode));
        Assert.Null((await manager.GetAsync<WiringReport>("api/wiring")).AuditedAt);
    }

    /// <summary>Read from this gateway alone: an exporter in the same process forgets what another one ends.</summary>
    private static IReadOnlyList<CollectedMeasurement<int>> Measured(TestGateway gateway, string name)
    {
        using var collector = new MetricCollector<int>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", name);
        collector.RecordObservableInstruments();
        return collector.GetMeasurementSnapshot();
    }

    private static AuditedUrl Url(string device, LeadsTo leadsTo) => new(device, "file", "servicesURL", "", leadsTo, "");

    /// <summary>A node whose menu has one entry.</summary>
    private static Task<ScriptedNode> NodeAsync(Func<string, string> entry) => ScriptedNode.StartAsync(async context =>
    {
        context.Response.ContentType = "text/xml";
        var url = entry($"http://{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}/");
        await context.Response.WriteAsync($"<CiscoIPPhoneMenu><Title>Services</Title><MenuItem><Name>x</Name><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>");
    });
}
