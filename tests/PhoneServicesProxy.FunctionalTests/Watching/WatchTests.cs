using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Management;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.FunctionalTests.Watching;

/// <summary>What a watch tells of one phone's presses, and what it never tells.</summary>
public sealed class WatchTests
{
    private const string Device = "SEP001122334455";
    private const string Other = "SEP00112233AABB";

    private static readonly string[] Settings = [.. Calm.Settings, Manager.Setting, "--PhoneServices:Nodes:publisher:Priority=0"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_FailedOverPress_TellsNodesInOrderAndWhyAndWhatThePhoneGot()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        var before = TimeProvider.System.GetUtcNow();
        var watch = await StartAsync(manager, "sep001122334455");
        Assert.Equal((Device, 0), (watch.Device, watch.Presses.Count));

        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("503"), Cancellation);
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);

        var press = Assert.Single((await SeenAsync(manager, watch, 1)).Presses);
        Assert.Equal(("services-menu", "services-menu-jsp", "/ccmcip/getservicesmenu.jsp"), (press.Service, press.Route, press.Path));
        Assert.Equal(("failed_over", 200, "CiscoIPPhoneMenu", "Services"), (press.Outcome, press.Status, press.Page, press.Title));
        Assert.InRange(press.At, before, TimeProvider.System.GetUtcNow());
        Assert.InRange(press.WaitMs, press.Nodes.Sum(node => node.Ms!.Value) * 0.9, 60_000);
        Assert.Equal(
            [("publisher", "first", null, "failed", "bad_status"), ("subscriber1", "failover", "publisher: status 503", "ok", null)],
            press.Nodes.Select(node => (node.Node, node.Why, node.Cause, node.Outcome, node.Failure)));
    }

    [Fact]
    public async Task Watch_Login_TellsNothingOfWhoOrWithWhat()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        var watch = await StartAsync(manager, Device);

        await phone.FormAsync();
        await phone.LoginAsync("user1", "54321");
        await phone.LoginAsync();
        await phone.SendAsync(new(HttpMethod.Post, Phone.ExtensionMobility)
        {
            Content = new FormUrlEncodedContent([new("device", Device), new("userid", "user1"), new("seq", "12345")]),
        });
        await phone.GetAsync($"{Phone.ExtensionMobility}?device={Device}&doLogout=true");

        var presses = (await SeenAsync(manager, watch, 5)).Presses;
        Assert.Equal(
            [
                "extension-mobility-form", "extension-mobility-login", "extension-mobility-login", "extension-mobility-other", "extension-mobility-logout",
            ],
            presses.Select(press => press.Route));
        Assert.All(presses, press => Assert.Equal(("/emapp/EMAppServlet", "ok", false), (press.Path, press.Outcome, press.ByAddress)));
        Assert.Equal(201, presses[1].Number);
        Assert.Null(presses[2].Number);
        var text = await manager.GetTextAsync($"api/watches/{watch.Id}");
        Assert.All(["user1", "12345", "54321", "userid", "seq", "?"], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Nodes repeat what they were asked with, also pages later.</summary>
    [Fact]
    public async Task Watch_PageThatRepeatsTheUser_IsShownWithout()
    {
        await using var node = await ScriptedNode.StartAsync(async context =>
        {
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(context.Request.Path.Value!.Contains("emapp", StringComparison.Ordinal)
                ? "<CiscoIPPhoneText><Title>Welcome J&#68;oe</Title><Text>x</Text></CiscoIPPhoneText>"
                : "<CiscoIPPhoneMenu><Title>Menu of jdoe (4711)</Title></CiscoIPPhoneMenu>");
        });
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        var watch = await StartAsync(manager, Device);

        await phone.LoginAsync("jdoe", "4711");
        await SeenAsync(manager, watch, 1);
        await phone.MenuAsync();
        await phone.GetAsync($"/ccmcip/xmldirectorylist.jsp?name={Device}&l=Menu&f=OF");

        Assert.Equal(["Welcome …", "Menu of … (…)", "… … … (…)"], (await SeenAsync(manager, watch, 3)).Presses.Select(press => press.Title));
    }

    [Fact]
    public async Task Watch_PressOfAnotherPhone_IsNotSeen()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        using var other = new Phone(gateway.Address, Other);
        var watch = await StartAsync(manager, Device);

        await phone.GetAsync("/ccmcip/xmldirectory.jsp");
        await other.MenuAsync();
        await other.LoginAsync();
        await phone.MenuAsync();

        // A press counts when its end has passed everything, which may be after the phone has read it.
        await SeenAsync(manager, watch, 1);
        await phone.GetAsync("/ccmcip/xmldirectory.jsp");
        await SeenAsync(manager, watch, 2);
        await other.MenuAsync();
        await phone.GetAsync("/ccmcip/xmldirectory.jsp");
        await phone.GetAsync($"/CCMPD/pdCheckLogin.do?NAME={Device.ToLowerInvariant()}");

        var presses = (await SeenAsync(manager, watch, 3)).Presses;
        Assert.Equal(
            [("services-menu", false), ("directory", true), ("personal-directory", false)],
            presses.Select(press => (press.Service, press.ByAddress)));
    }

    [Fact]
    public async Task Watch_PressWithoutAPageOfANode_TellsWhatThePhoneGot()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        var watch = await StartAsync(manager, Device);

        await phone.GetAsync($"/nowhere/{Device}?name=x&userid=jdoe");
        for (var i = 0; i < 4; i++)
        {
            await phone.LoginAsync("user1", "wrong");
        }

        await cluster["publisher"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await phone.MenuAsync();
        await phone.FormAsync();

        var presses = (await SeenAsync(manager, watch, 7)).Presses;
        Assert.Equal((null, null, "refused", "not_routed"), (presses[0].Service, presses[0].Path, presses[0].Outcome, presses[0].Refusal));
        Assert.Equal(("refused", "failed_logins", 0), (presses[4].Outcome, presses[4].Refusal, presses[4].Nodes.Count));
        Assert.Equal(("stale_page", "Services", "connect_failed"), (presses[5].Outcome, presses[5].Title, Assert.Single(presses[5].Nodes).Failure));
        Assert.Equal(("error_page", "CiscoIPPhoneText", "Extension Mobility"), (presses[6].Outcome, presses[6].Page, presses[6].Title));
    }

    [Fact]
    public async Task Watch_IdlePageOfAnotherPhone_IsTold()
    {
        await using var node = await ScriptedNode.StartAsync(async context =>
        {
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync("<CiscoIPPhoneText><Title>Idle</Title></CiscoIPPhoneText>");
        });
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        var watch = await StartAsync(manager, Device);
        await phone.MenuAsync();
        await SeenAsync(manager, watch, 1);

        await phone.GetAsync("/ccmcip/idle.jsp");
        var page = await phone.GetAsync("/ccmcip/idle.jsp");

        Assert.Equal("Idle", page.Text("Title"));
        var presses = (await SeenAsync(manager, watch, 3)).Presses;
        Assert.Equal(("Idle", 1), (presses[1].Title, presses[1].Nodes.Count));
        Assert.Equal(("ok", "Idle", 0), (presses[2].Outcome, presses[2].Title, presses[2].Nodes.Count));
    }

    [Fact]
    public async Task Watch_PhoneGoesAway_IsToldWithTheNodeThatHadNotAnswered()
    {
        var asked = new TaskCompletionSource();
        await using var node = await ScriptedNode.StartAsync(async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        using var manager = new Manager(gateway);
        var watch = await StartAsync(manager, Device);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var answer = client.GetAsync(new Uri($"/ccmcip/getservicesmenu.jsp?name={Device}", UriKind.Relative), impatient.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);

        var press = Assert.Single((await SeenAsync(manager, watch, 1)).Presses);
        Assert.Equal(("abandoned", null, null), (press.Outcome, press.Status, press.Title));
        Assert.Matches("^(cancelled|unfinished)$", Assert.Single(press.Nodes).Outcome);
    }

    /// <summary>Nothing of a watch is anywhere but in its own answers, and the event names the phone alone.</summary>
    [Fact]
    public async Task Watch_FromBeginningToEnd_IsAnEventAndNowhereElse()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None"]);
        var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);

        var watch = await StartAsync(manager, Device, seconds: 900);
        await phone.LoginAsync();
        await SeenAsync(manager, watch, 1);
        Assert.Equal([watch.Id], (await manager.GetAsync<WatchesReport>("api/watches")).Watches.Select(running => running.Id));
        Assert.Equal(HttpStatusCode.NoContent, (await manager.TryAsync(HttpMethod.Delete, $"api/watches/{watch.Id}")).Status);

        Assert.Empty((await manager.GetAsync<WatchesReport>("api/watches")).Watches);
        var (status, detail) = await manager.TryAsync(HttpMethod.Get, $"api/watches/{watch.Id}");
        Assert.Equal((HttpStatusCode.NotFound, "There is no such watch: it has ended, or the gateway was restarted, which ends every watch."), (status, detail));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.TryAsync(HttpMethod.Delete, $"api/watches/{watch.Id}")).Status);
        var told = (await manager.GetAsync<EventsReport>("api/events")).Events.Where(happened => happened.Kind == GatewayEventKind.Watch).ToArray();
        Assert.Matches($@"^{Device} is watched for 15 min, by API key from \S*127\.0\.0\.1: ", told[0].Text);
        Assert.Matches($@"^{Device} is no longer watched: ended by API key from ", Assert.Single(told.Skip(1)).Text);
        Assert.DoesNotContain(log.Lines, line => line.Contains(Device, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Device, await manager.GetTextAsync("metrics"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Watches_WithoutTheKey_AreNotReadEither()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        using var anybody = new Manager(gateway, key: null);
        var watch = await StartAsync(manager, Device);

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "api/watches"), (HttpMethod.Post, "api/watches"), (HttpMethod.Get, $"api/watches/{watch.Id}"),
            (HttpMethod.Get, $"API/Watches/{watch.Id}"), (HttpMethod.Delete, $"api/watches/{watch.Id}"),
        })
        {
            var (status, detail) = await anybody.TryAsync(method, path);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.StartsWith("Watching a phone needs the API key: ", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{ "device": "SEP0011" }""", 400, "such as SEP001122334455.")]
    [InlineData("""{ "device": null }""", 400, "such as SEP001122334455.")]
    [InlineData("""{ "device": "SEP001122334455", "seconds": 0 }""", 400, "A watch lasts from 1 to 28800 seconds.")]
    [InlineData("""{ "device": "SEP001122334455", "seconds": 28801 }""", 400, "A watch lasts from 1 to 28800 seconds.")]
    [InlineData("""{ "device": """, 400, "")]
    public async Task Start_OrderThatIsNone_IsRefusedInWords(string body, int status, string words)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);

        using var answer = await manager.SendAsync(HttpMethod.Post, "api/watches", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty((await manager.GetAsync<WatchesReport>("api/watches")).Watches);
    }

    [Fact]
    public async Task Start_AsManyAsThereMayBe_IsRefusedInWords()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        for (var i = 0; i < Watches.Most; i++)
        {
            await StartAsync(manager, $"SEP00112233AA{i:00}");
        }

        using var answer = await manager.SendAsync(HttpMethod.Post, "api/watches", JsonContent.Create(new WatchRequest(Device)));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("10 phones are watched already", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task<WatchReport> StartAsync(Manager manager, string device, int? seconds = null)
    {
        using var answer = await manager.SendAsync(HttpMethod.Post, "api/watches", JsonContent.Create(new WatchRequest(device, seconds)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonSerializer.Deserialize<WatchReport>(await answer.Content.ReadAsStringAsync(Cancellation), ApiJson.Options)!;
    }

    private static async Task<WatchReport> SeenAsync(Manager manager, WatchReport watch, int presses)
    {
        WatchReport? report = null;
        await Eventually.IsAsync(async () => (report = await manager.GetAsync<WatchReport>($"api/watches/{watch.Id}")).Seen >= presses);
        Assert.Equal(presses, report!.Presses.Count);

        // A press is noted when it has ended, which the phone does not wait for.
        return report with { Presses = [.. report.Presses.OrderBy(press => press.At)] };
    }
}
