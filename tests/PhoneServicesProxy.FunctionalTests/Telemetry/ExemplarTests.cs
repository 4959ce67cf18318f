using System.Text;
using CallManagerSimulator;
using OpenTelemetry.Metrics;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>From a slow point of a histogram to the press behind it, and which gateway it was.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class ExemplarTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PressIsTraced_ItsMeasurementsHaveItsTrace()
    {
        await using var traces = await CollectorSink.StartAsync();
        await using var metrics = await CollectorSink.StartAsync();
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1"] }, Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500"), Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            [
                "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=", "--PhoneServices:LoadShedding:Enabled=false",
                .. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}"), "--PhoneServices:Nodes:publisher:Priority=0", .. Calm.Settings,
            ],
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"{traces.Traces}",
                ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = $"{metrics.Traces}",
            });
        using var spans = new CapturedSpans(cluster.Nodes[0].Address.Port);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        var (press, _) = await spans.OnePressAsync(attempts: 2);
        var trace = Encoding.Latin1.GetString(Convert.FromHexString($"{press.TraceId}"));
        await Eventually.IsAsync(() => gateway.Get<MeterProvider>().ForceFlush() && metrics.Count(trace) >= 3);
        Assert.True(metrics.Count("host.name") > 0);
    }
}
