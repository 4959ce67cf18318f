using System.Diagnostics;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>One server span a press, one child span an attempt.</summary>
public sealed class TraceTests
{
    private const string NoHedging = "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstNodeFails_NextAttemptSaysWhyItWasMade()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500"), Cancellation);
        await using var gateway = await StartAsync(cluster, NoHedging);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        var (press, attempts) = await spans.OnePressAsync(attempts: 2);
        Assert.Equal(ActivityKind.Server, press.Kind);
        Assert.Equal(default, press.ParentSpanId);
        Assert.Equal("GET /ccmcip/getservicesmenu.jsp", press.DisplayName);
        Assert.Equal("services-menu", press.GetTagItem("phone_services.service"));
        Assert.Equal("failed_over", press.GetTagItem("phone_services.outcome"));
        Assert.Equal(200, press.GetTagItem("http.response.status_code"));
        Assert.Equal("GET", press.GetTagItem("http.request.method"));
        Assert.Equal("http", press.GetTagItem("url.scheme"));
        Assert.Equal("1.1", press.GetTagItem("network.protocol.version"));
        Assert.Equal((ActivityStatusCode.Unset, null), (press.Status, press.GetTagItem("error.type")));
        Assert.Equal("GET publisher", attempts[0].DisplayName);
        Assert.Equal("GET subscriber", attempts[1].DisplayName[..^1]);
        Assert.Equal("failed", attempts[0].GetTagItem("phone_services.attempt.outcome"));
        Assert.Equal("bad_status", attempts[0].GetTagItem("error.type"));
        Assert.Equal((ActivityStatusCode.Error, "status 500"), (attempts[0].Status, attempts[0].StatusDescription));
        Assert.Null(attempts[0].GetTagItem("http.request.resend_count"));
        Assert.Equal("failover", attempts[1].GetTagItem("phone_services.attempt.kind"));
        Assert.Equal(1, attempts[1].GetTagItem("http.request.resend_count"));
        Assert.Equal(ActivityStatusCode.Unset, attempts[1].Status);
        Assert.StartsWith("publisher: status 500 after ", (string?)attempts[1].GetTagItem("phone_services.attempt.cause"), StringComparison.Ordinal);
        Assert.Equal("ok", attempts[1].GetTagItem("phone_services.attempt.outcome"));
        Assert.All(attempts, attempt =>
        {
            Assert.Equal(ActivityKind.Client, attempt.Kind);
            Assert.Equal("GET", attempt.GetTagItem("http.request.method"));
            Assert.Equal("127.0.0.1", attempt.GetTagItem("server.address"));
            Assert.Equal("1.1", attempt.GetTagItem("network.protocol.version"));
        });
        Assert.All([press, .. attempts], span =>
        {
            Assert.Equal(("PhoneServicesProxy", GatewayVersion.Text), (span.Source.Name, span.Source.Version));
            Assert.DoesNotContain(span.TagObjects, tag => tag.Key is "url.query" or "url.full" or "url.path" or "client.address" or "user_agent.original");
        });
    }

    [Fact]
    public async Task MethodIsUnknown_SpanIsNamedHttp()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, NoHedging);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var client = new HttpClient();

        using var request = new HttpRequestMessage(new("PROPFIND"), new Uri(gateway.Address, "/ccmcip/getservicesmenu.jsp"));
        using var answer = await client.SendAsync(request, Cancellation);

        await Eventually.IsAsync(() => spans.Presses.Any(press => Equals(press.GetTagItem("http.request.method"), "_OTHER")));
        Assert.All(spans.Presses.Where(press => Equals(press.GetTagItem("http.request.method"), "_OTHER")), press => Assert.Equal("HTTP", press.DisplayName.Split(' ')[0]));
    }

    [Fact]
    public async Task FirstNodeHangs_HedgeAndLoserAreSeen()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("hang"), Cancellation);
        await using var gateway = await StartAsync(cluster, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true", nodes: 2);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        var (press, attempts) = await spans.OnePressAsync(attempts: 2);
        Assert.Equal("hedged", press.GetTagItem("phone_services.outcome"));
        Assert.Equal("cancelled", attempts[0].GetTagItem("phone_services.attempt.outcome"));
        Assert.Equal("hedge", attempts[1].GetTagItem("phone_services.attempt.kind"));
        Assert.NotNull(attempts[1].GetTagItem("phone_services.attempt.cause"));
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("always_on", 20)]
    public async Task Presses_WentWell_OneInTenIsTracedUnlessASamplerDecides(string? sampler, int traced)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=", $"--PhoneServices:Nodes:publisher:Address={cluster.Nodes[0].Address}", .. Calm.Settings],
            new Dictionary<string, string?> { ["OTEL_TRACES_SAMPLER"] = sampler });
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var phone = new Phone(gateway.Address);

        for (var press = 1; press <= 20; press++)
        {
            await phone.MenuAsync();
        }

        await Eventually.IsAsync(() => spans.Attempts.Count >= traced);
        Assert.Equal(traced, spans.Attempts.Count);
        Assert.Equal(traced, spans.Attempts.Select(attempt => attempt.TraceId).Distinct().Count());
    }

    [Fact]
    public async Task PressFails_ItsLogLineHasItsTrace()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500"), Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            [("publisher", cluster.Nodes[0].Address)], [.. Calm.Settings, "--Logging:LogLevel:Default=Warning"]);
        using var lines = new TracedLines();
        gateway.Get<ILoggerFactory>().AddProvider(lines);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        var (press, _) = await spans.OnePressAsync(attempts: 1);
        Assert.Equal("error_page", press.GetTagItem("phone_services.outcome"));
        Assert.Equal((ActivityStatusCode.Error, "error_page"), (press.Status, press.GetTagItem("error.type")));
        Assert.Contains(lines.Lines, line => line.Text.StartsWith("No node gave the page", StringComparison.Ordinal) && line.Trace == press.TraceId);
    }

    [Fact]
    public async Task PressFails_ProgramGetsAStatusThatIsItsErrorType()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500"), Cancellation);
        await using var gateway = await TestGateway.StartAsync([("publisher", cluster.Nodes[0].Address)], [.. Calm.Settings]);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var program = new HttpClient();

        using var answer = await program.GetAsync(new Uri(gateway.Address, "/ccmcip/getservicesmenu.jsp"), Cancellation);

        var (press, _) = await spans.OnePressAsync(attempts: 1);
        Assert.Equal((503, "503", ActivityStatusCode.Error), (press.GetTagItem("http.response.status_code"), press.GetTagItem("error.type"), press.Status));
    }

    [Theory]
    [InlineData("500", "after failover", null)]
    [InlineData("none", "answered in", "always_on")]
    public async Task LinesOfPressesAreLogged_EachHasTheTraceOfItsPress(string fault, string line, string? sampler)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            [
                "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=", "--PhoneServices:Nodes:publisher:Priority=0", .. Calm.Settings, NoHedging,
                "--Logging:LogLevel:PhoneServicesProxy.Failover=Debug", .. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}"),
            ],
            new Dictionary<string, string?> { ["OTEL_TRACES_SAMPLER"] = sampler });
        using var lines = new TracedLines();
        gateway.Get<ILoggerFactory>().AddProvider(lines);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        var (press, _) = await spans.OnePressAsync(attempts: fault == "none" ? 1 : 2);
        Assert.Equal(press.TraceId, Assert.Single(lines.Lines, told => told.Text.Contains(line, StringComparison.Ordinal)).Trace);
    }

    [Fact]
    public async Task Probes_HaveNoSpan()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        await using var gateway = await TestGateway.StartAsync(cluster);

        await Eventually.IsAsync(() => cluster.Nodes[0].Counters.RequestsFor("/ccmcip/getservicesmenu.jsp") > 1);

        Assert.Empty(spans.Attempts);
    }

    /// <param name="cluster">The cluster.</param>
    /// <param name="hedging">Whether late nodes are joined.</param>
    /// <param name="nodes">How many of its nodes the gateway knows: with two there is nobody to join a hedge that is late, too.</param>
    private static Task<TestGateway> StartAsync(SimulatedCluster cluster, string hedging, int nodes = 3) => TestGateway.StartAsync(
        cluster.Nodes.Take(nodes).Select(node => (node.Name, node.Address)), ["--PhoneServices:Nodes:publisher:Priority=0", .. Calm.Settings, hedging]);
}
