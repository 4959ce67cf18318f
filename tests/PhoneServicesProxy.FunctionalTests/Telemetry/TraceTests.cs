using System.Diagnostics;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
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
        Assert.Equal("attempt publisher", attempts[0].DisplayName);
        Assert.Equal("failed", attempts[0].GetTagItem("phone_services.attempt.outcome"));
        Assert.Equal("bad_status", attempts[0].GetTagItem("error.type"));
        Assert.Equal((ActivityStatusCode.Error, "status 500"), (attempts[0].Status, attempts[0].StatusDescription));
        Assert.Equal("failover", attempts[1].GetTagItem("phone_services.attempt.kind"));
        Assert.StartsWith("publisher: status 500 after ", (string?)attempts[1].GetTagItem("phone_services.attempt.cause"), StringComparison.Ordinal);
        Assert.Equal("ok", attempts[1].GetTagItem("phone_services.attempt.outcome"));
        Assert.All(attempts, attempt => Assert.Equal(ActivityKind.Client, attempt.Kind));
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
        Assert.Contains(lines.Lines, line => line.Text.StartsWith("No node gave the page", StringComparison.Ordinal) && line.Trace == press.TraceId);
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
