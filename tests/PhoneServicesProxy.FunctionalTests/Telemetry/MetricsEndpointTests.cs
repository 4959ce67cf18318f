using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

[Collection(nameof(AloneInProcess))]
public sealed class MetricsEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PhonesAddress_DoesNotServeMetrics()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var program = new HttpClient();

        using var answer = await program.GetAsync(new Uri(gateway.Address, "/metrics"), Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task TelemetryIsSwitchedOff_GatewayServesWithoutMetrics()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        var management = $"http://127.0.0.1:{FreePort.Next()}";
        await using var gateway = await TestGateway.StartAsync(
            ["--Urls=http://127.0.0.1:0", $"--PhoneServices:Management:Url={management}", $"--PhoneServices:Nodes:publisher:Address={cluster.Nodes[0].Address}"],
            new Dictionary<string, string?> { ["OTEL_SDK_DISABLED"] = "true" });
        using var phone = new Phone(gateway.Address);
        using var prometheus = new HttpClient();

        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        Assert.Equal("live\n", await prometheus.GetStringAsync(new Uri($"{management}/livez"), Cancellation));
        using var metrics = await prometheus.GetAsync(new Uri($"{management}/metrics"), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, metrics.StatusCode);
    }

    /// <summary>As Prometheus sees what README lists: names, units and tags.</summary>
    [Theory]
    [InlineData("phone_services_requests_total{", "service=\"services-menu\"", "outcome=\"ok\"", "} 1")]
    [InlineData("phone_services_requests_total{", "service=\"services-menu\"", "outcome=\"error_page\"", "} 0")]
    [InlineData("phone_services_request_duration_seconds_bucket{", "service=\"services-menu\"", "outcome=\"ok\"", "le=\"0.005\"")]
    [InlineData("phone_services_request_duration_seconds_bucket{", "service=\"services-menu\"", "outcome=\"ok\"", "le=\"10\"")]
    [InlineData("phone_services_attempts_total{", "node=\"metered\"", "kind=\"first\"", "outcome=\"ok\"", "reason=\"none\"")]
    [InlineData("phone_services_attempt_duration_seconds_bucket{", "service=\"services-menu\"", "node=\"metered\"", "outcome=\"ok\"", "le=\"0.005\"")]
    [InlineData("phone_services_node_state{", "service=\"services-menu\"", "node=\"metered\"", "state=\"up\"", "} 1")]
    [InlineData("phone_services_node_state{", "service=\"services-menu\"", "node=\"metered\"", "state=\"down\"", "} 0")]
    [InlineData("phone_services_node_mode{", "service=\"services-menu\"", "node=\"metered\"", "state=\"active\"", "} 1")]
    [InlineData("phone_services_node_active_requests{", "node=\"metered\"")]
    [InlineData("phone_services_node_queued_requests{", "node=\"metered\"", "} 0")]
    [InlineData("phone_services_probe_duration_seconds_count{", "service=\"services-menu\"", "node=\"metered\"", "outcome=\"ok\"", "reason=\"none\"")]
    [InlineData("phone_services_node_changed_seconds{", "service=\"services-menu\"", "node=\"metered\"", "} 1")]
    [InlineData("phone_services_cache_pages{", "cache=\"last_good\"", "} 1")]
    [InlineData("phone_services_cache_size_bytes{", "cache=\"last_good\"")]
    [InlineData("phone_services_cache_pages{", "cache=\"idle\"", "} 0")]
    [InlineData("phone_services_cache_lookups_total{", "cache=\"last_good\"", "result=\"hit\"", "} 0")]
    [InlineData("phone_services_configuration_reloads_total{", "outcome=\"rejected\"", "} 0")]
    [InlineData("phone_services_hedge_budget{", "service=\"services-menu\"", "route=\"services-menu-jsp\"")]
    [InlineData("http_client_connection_duration_seconds_count{")]
    [InlineData("kestrel_active_connections{")]
    [InlineData("dotnet_gc_collections_total{")]
    public async Task Management_ServesMetrics(string name, params string[] parts)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        var management = $"http://127.0.0.1:{FreePort.Next()}";
        await using var gateway = await TestGateway.StartAsync(
            [("metered", cluster.Nodes[0].Address)], $"--PhoneServices:Management:Url={management}", "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true");
        using var phone = new Phone(gateway.Address);
        using var prometheus = new HttpClient();
        await phone.MenuAsync();

        // What was scraped a moment ago is served again; a probe may still be under way.
        var text = "";
        try
        {
            await Eventually.IsAsync(async () =>
            {
                text = await prometheus.GetStringAsync(new Uri($"{management}/metrics"), Cancellation);
                return text.Split('\n').Any(line => line.StartsWith(name, StringComparison.Ordinal) && parts.All(line.Contains));
            });
        }
        catch (Xunit.Sdk.TrueException)
        {
            Assert.Fail($"{name} {string.Join(' ', parts)} is not in:\n{text}");
        }
    }
}
