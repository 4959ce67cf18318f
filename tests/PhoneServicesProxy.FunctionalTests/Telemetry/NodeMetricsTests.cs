using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>What Prometheus is told of nodes that come and go.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class NodeMetricsTests : IDisposable
{
    /// <summary>Beside all other tests of this process, probes and answers are late.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _file = Path.GetTempFileName();
    private readonly string _management = $"http://127.0.0.1:{FreePort.Next()}";
    private readonly HttpClient _prometheus = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodeHangs_IsDownForThatReason_UntilItIsBack()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, "publisher", "subscriber1");
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Hang, Cancellation);
        var down = $"phone_services_node_down{{otel_scope_name=\"PhoneServicesProxy\",otel_scope_version=\"{GatewayVersion.Text}\",node=\"subscriber1\",reason=\"answer_timeout\",service=\"directory\"}}";

        await ShowsAsync($"{down} 1");
        await cluster["subscriber1"].SetFaultAsync(NodeFault.None, Cancellation);

        await ShowsAsync($"{down} 0");
    }

    [Fact]
    public async Task NodeIsRemoved_IsNeitherUpNorDownAnyMore()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, "publisher", "subscriber1");
        var up = $"phone_services_node_state{{otel_scope_name=\"PhoneServicesProxy\",otel_scope_version=\"{GatewayVersion.Text}\",node=\"subscriber1\",service=\"directory\",state=\"up\"}}";
        await ShowsAsync($"{up} 1");

        await WriteAsync(cluster, "publisher");

        await ShowsAsync($"{up} 0");

        // Services change one after the other.
        await Eventually.IsAsync(async () => !(await MetricsAsync()).Split('\n').Any(
            line => line.StartsWith("phone_services_node_", StringComparison.Ordinal) && line.Contains("\"subscriber1\"", StringComparison.Ordinal)
                && line.EndsWith(" 1", StringComparison.Ordinal)), Limit);
    }

    public void Dispose()
    {
        _prometheus.Dispose();
        File.Delete(_file);
    }

    private async Task ShowsAsync(string line)
    {
        var text = "";
        try
        {
            await Eventually.IsAsync(async () => (text = await MetricsAsync()).Split('\n').Contains(line), Limit);
        }
        catch (Xunit.Sdk.TrueException)
        {
            Assert.Fail($"{line} is not in:\n{text}");
        }
    }

    private Task<string> MetricsAsync() => _prometheus.GetStringAsync(new Uri($"{_management}/metrics"), Cancellation);

    private async Task<TestGateway> StartAsync(SimulatedCluster cluster, params string[] nodes)
    {
        await WriteAsync(cluster, nodes);
        return await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [_file], ["--Urls=http://127.0.0.1:0", $"--PhoneServices:Management:Url={_management}", "--Logging:LogLevel:Default=None"]));
    }

    private Task WriteAsync(SimulatedCluster cluster, params string[] nodes) => File.WriteAllTextAsync(
        _file,
        JsonSerializer.Serialize(new { PhoneServices = new { Nodes = nodes.ToDictionary(name => name, name => new { Address = $"{cluster[name].Address}" }) } }),
        Cancellation);
}
