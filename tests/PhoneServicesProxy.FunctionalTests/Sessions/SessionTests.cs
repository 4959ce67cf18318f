using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy;

namespace PhoneServicesProxy.FunctionalTests.Sessions;

/// <summary>A phone with a session at a node, which is lost or drained. All phones begin at the publisher.</summary>
public sealed class SessionTests : IDisposable
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";
    private const string Device = "?name=SEP001122334455";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-sessions").FullName;

    private string File => Path.Combine(_directory, "site.json");

    [Theory]
    [InlineData("refuse")]
    [InlineData("kill")]
    [InlineData("hang")]
    [InlineData("500")]
    public async Task Menu_NodeOfTheSessionLost_NextNodeGetsTheOtherCookiesOnly(string fault)
    {
        await using var cluster = await StartClusterAsync();
        await using var gateway = await StartGatewayAsync(cluster);
        var session = await StartSessionAsync(gateway);

        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);
        for (var press = 0; press < 3; press++)
        {
            await PressAsync(gateway, Menu + Device, $"lang=en; JSESSIONID={session}; theme=dark");
        }

        AssertAll(
            RequestsOf(cluster, "subscriber1", "subscriber2"),
            request => Assert.Contains("\r\nCookie: lang=en; theme=dark\r\n", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Menu_NodeOfTheSessionLost_NoEmptyCookieHeader()
    {
        await using var cluster = await StartClusterAsync();
        await using var gateway = await StartGatewayAsync(cluster);
        var session = await StartSessionAsync(gateway);

        await cluster["publisher"].SetFaultAsync(NodeFault.Kill, TestContext.Current.CancellationToken);
        await PressAsync(gateway, Menu + Device, $"JSESSIONID={session}");

        AssertAll(
            RequestsOf(cluster, "subscriber1", "subscriber2"),
            request => Assert.DoesNotContain("\r\nCookie:", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Menu_SessionInThePathOfALostNode_NextNodeGetsThePathWithout()
    {
        await using var cluster = await StartClusterAsync();
        await using var gateway = await StartGatewayAsync(cluster);
        var session = await StartSessionAsync(gateway);
        await PressAsync(gateway, $"{Menu};jsessionid={session}{Device}");

        await cluster["publisher"].SetFaultAsync(NodeFault.Kill, TestContext.Current.CancellationToken);
        await PressAsync(gateway, $"{Menu};jsessionid={session}{Device}");

        Assert.StartsWith($"GET {Menu};jsessionid={IdOf(session)}{Device} ", RequestsOf(cluster, "publisher")[^1], StringComparison.Ordinal);
        AssertAll(
            RequestsOf(cluster, "subscriber1", "subscriber2"),
            request => Assert.StartsWith($"GET {Menu}{Device} ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Menu_SessionWithoutMark_IsSentToTheFirstNodeOnly()
    {
        await using var cluster = await StartClusterAsync();
        await using var gateway = await StartGatewayAsync(cluster);
        const string cookies = "ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF; JSESSIONID=660646D3655BB00734D3895606BCE76F; lang=en";

        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500"), TestContext.Current.CancellationToken);
        await PressAsync(gateway, Menu + Device, cookies);

        AssertAll(
            RequestsOf(cluster, "publisher"),
            request => Assert.Contains($"\r\nCookie: {cookies}\r\n", request, StringComparison.OrdinalIgnoreCase));
        AssertAll(
            RequestsOf(cluster, "subscriber1", "subscriber2"),
            request => Assert.Contains("\r\nCookie: lang=en\r\n", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Reload_NodeDrained_ItsSessionsFinishThereAndNewPhonesGoElsewhere()
    {
        await using var cluster = await StartClusterAsync();
        await using var gateway = await StartGatewayAsync(cluster);
        var session = await StartSessionAsync(gateway);
        await DrainAsync(gateway, cluster);
        var before = RequestsOf(cluster, "publisher").Count;

        await PressAsync(gateway, Menu + Device, $"JSESSIONID={session}");
        await PressAsync(gateway, $"{Menu};jsessionid={session}{Device}");
        await PressAsync(gateway, Menu + Device);
        await PressAsync(gateway, Menu + "?name=SEP00AABBCCDDEE");
        var drained = RequestsOf(cluster, "publisher")[before..];
        await cluster["publisher"].SetFaultAsync(NodeFault.Kill, TestContext.Current.CancellationToken);
        await PressAsync(gateway, Menu + Device, $"lang=en; JSESSIONID={session}");

        Assert.Equal(2, drained.Count);
        AssertAll(drained, request => Assert.Contains(IdOf(session), request, StringComparison.Ordinal));
        AssertAll(drained, request => Assert.DoesNotContain(session, request, StringComparison.Ordinal));
        AssertAll(
            RequestsOf(cluster, "subscriber1", "subscriber2"),
            request => Assert.DoesNotContain(IdOf(session), request, StringComparison.Ordinal));
        Assert.Contains(
            RequestsOf(cluster, "subscriber1", "subscriber2"),
            request => request.Contains("\r\nCookie: lang=en\r\n", StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Task<SimulatedCluster> StartClusterAsync() =>
        SimulatedCluster.StartAsync(new() { RecordRequests = true }, TestContext.Current.CancellationToken);

    private async Task<TestGateway> StartGatewayAsync(SimulatedCluster cluster)
    {
        await WriteAsync(cluster, NodeState.Active);
        return await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [File],
            [
                "--Urls=http://127.0.0.1:0",
                "--PhoneServices:Management:Url=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=None",
                // Which node gets what is not to depend on the speed of the machine.
                "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false",
            ]));
    }

    private async Task DrainAsync(TestGateway gateway, SimulatedCluster cluster)
    {
        await WriteAsync(cluster, NodeState.Drain);
        var yarp = gateway.Get<IProxyStateLookup>();
        await Eventually.IsAsync(() => yarp.TryGetCluster("services-menu", out var menu)
            && menu.Destinations["publisher"].Model.Config.Metadata!["State"] == nameof(NodeState.Drain));
    }

    private Task WriteAsync(SimulatedCluster cluster, NodeState publisher)
    {
        var nodes = cluster.Nodes.ToDictionary(node => node.Name, node => new
        {
            Address = node.Address.ToString(),
            Priority = node.Name == "publisher" ? 1 : 2,
            State = (node.Name == "publisher" ? publisher : NodeState.Active).ToString(),
        });
        return System.IO.File.WriteAllTextAsync(
            File, JsonSerializer.Serialize(new { PhoneServices = new { Nodes = nodes } }), TestContext.Current.CancellationToken);
    }

    /// <summary>The publisher's own id of a session.</summary>
    private static string IdOf(string session) => session[..session.LastIndexOf('.')];

    /// <summary>The id of the session that the publisher gives the phone, with its mark.</summary>
    private static async Task<string> StartSessionAsync(TestGateway gateway)
    {
        var answer = await PressAsync(gateway, Menu + Device);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split('=', ';')[1];
    }

    private static async Task<PhoneAnswer> PressAsync(TestGateway gateway, string pathAndQuery, string? cookies = null)
    {
        using var phone = new Phone(gateway.Address);
        var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
        if (cookies is not null)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var answer = await phone.SendAsync(request);
        Assert.Equal("CiscoIPPhoneMenu", answer.Root);
        return answer;
    }

    private static void AssertAll(List<string> requests, Action<string> assert)
    {
        Assert.NotEmpty(requests);
        Assert.All(requests, assert);
    }

    /// <summary>Heads of what phones sent, without probes.</summary>
    private static List<string> RequestsOf(SimulatedCluster cluster, params string[] nodes) =>
        [.. nodes.SelectMany(node => cluster[node].ReceivedRequests).Where(head => head.Contains("Allegro", StringComparison.Ordinal))];
}
