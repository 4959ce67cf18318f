using CallManagerSimulator;
using OpenTelemetry.Trace;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>Which traces reach a collector. Alone, because a provider takes the spans of all gateways in its process.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class SamplingTests
{
    private const int Healthy = 20;
    private const string Press = "GET /ccmcip/getservicesmenu.jsp";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoSamplerNamed_WhatFailedOverIsKept_AndNotAllThatWentWell()
    {
        await using var sink = await CollectorSink.StartAsync();

        await PressAsync(sink, presses: 1, ("OTEL_TRACES_SAMPLER", ""));

        Assert.Equal((1, 1), (sink.Count("failed_over"), sink.Count("GET subscriber1")));
        Assert.InRange(sink.Count(Press), 1, Healthy);
    }

    [Theory]
    [InlineData("always_on", Healthy + 1)]
    [InlineData("parentbased_always_on", Healthy + 1)]
    [InlineData("always_off", 0)]
    public async Task SamplerNamed_IsTheOneThatDecides(string sampler, int presses)
    {
        await using var sink = await CollectorSink.StartAsync();

        await PressAsync(sink, presses, ("OTEL_TRACES_SAMPLER", sampler));

        Assert.Equal((presses, presses), (sink.Count(Press), sink.Count("GET publisher")));
    }

    /// <summary>Some presses that go well, and one that fails over.</summary>
    private static async Task PressAsync(CollectorSink sink, int presses, (string Name, string Value) sampling)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            [
                "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=", "--PhoneServices:LoadShedding:Enabled=false",
                .. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}"),
                "--PhoneServices:Nodes:publisher:Priority=0", "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false", .. Calm.Settings,
            ],
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"{sink.Traces}",
                ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
                [sampling.Name] = sampling.Value,
            });
        using var phone = new Phone(gateway.Address);
        for (var press = 0; press < Healthy; press++)
        {
            await phone.MenuAsync();
        }

        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500"), Cancellation);
        await phone.MenuAsync();

        // A phone has its page a moment before the press is at its end. What is too many comes with the others.
        await Eventually.IsAsync(() => gateway.Get<TracerProvider>().ForceFlush() && sink.Count(Press) >= presses && sink.Count("failed_over") == Math.Min(presses, 1));
    }
}
