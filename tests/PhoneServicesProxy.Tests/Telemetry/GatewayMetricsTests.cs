using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Telemetry;
using PhoneServicesProxy.Tests.Health;

namespace PhoneServicesProxy.Tests.Telemetry;

public sealed class GatewayMetricsTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly GatewayMetrics _sut;

    public GatewayMetricsTests() => _sut = new(Meters);

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Fact]
    public void MeasuresRequests_OnlyWhereSomebodyListens()
    {
        Assert.False(_sut.MeasuresRequests);
        using var collector = new MetricCollector<double>(Meters, GatewayMetrics.MeterName, "phone_services.request.time_lost");

        Assert.True(_sut.MeasuresRequests);
        Assert.False(_sut.MeasuresAttempts);
    }

    [Theory]
    [InlineData(PressOutcome.Ok, "ok")]
    [InlineData(PressOutcome.FailedOver, "failed_over")]
    [InlineData(PressOutcome.Hedged, "hedged")]
    [InlineData(PressOutcome.StalePage, "stale_page")]
    [InlineData(PressOutcome.ErrorPage, "error_page")]
    [InlineData(PressOutcome.Refused, "refused")]
    [InlineData(PressOutcome.Busy, "refused")]
    [InlineData(PressOutcome.NotLetIn, "refused")]
    [InlineData(PressOutcome.Abandoned, "abandoned")]
    internal void RequestEnded_Outcome_IsTagged(PressOutcome outcome, string expected)
    {
        using var collector = new MetricCollector<long>(Meters, GatewayMetrics.MeterName, "phone_services.requests");

        _sut.RequestEnded("em", outcome, TimeSpan.FromSeconds(2), null);

        var measured = Assert.Single(collector.GetMeasurementSnapshot());
        Assert.True(measured.MatchesTags(new KeyValuePair<string, object?>("service", "em"), new("outcome", expected)));
    }

    [Fact]
    public void RequestEnded_Times_AreSeconds()
    {
        using var durations = new MetricCollector<double>(Meters, GatewayMetrics.MeterName, "phone_services.request.duration");
        using var lost = new MetricCollector<double>(Meters, GatewayMetrics.MeterName, "phone_services.request.time_lost");

        _sut.RequestEnded("em", PressOutcome.FailedOver, TimeSpan.FromMilliseconds(1500), TimeSpan.FromMilliseconds(300));

        Assert.Equal((1.5, "s"), (durations.LastMeasurement?.Value, durations.Instrument?.Unit));
        Assert.Equal((0.3, "s"), (lost.LastMeasurement?.Value, lost.Instrument?.Unit));
    }

    [Fact]
    public void RequestEnded_OftenAndListenedTo_AllocatesNothing()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == GatewayMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        for (var warm = 0; warm < 100; warm++)
        {
            Measure();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Measure() => _sut.RequestEnded("em", PressOutcome.Hedged, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "ok", "none")]
    [InlineData(HttpStatusCode.InternalServerError, "failed", "bad_status")]
    public async Task Probed_Result_IsTagged(HttpStatusCode status, string outcome, string reason)
    {
        await using var fixture = new ProbingFixture { Answer = (_, _) => Task.FromResult(status) };
        using var probes = new MetricCollector<double>(fixture.Meters, GatewayMetrics.MeterName, "phone_services.probe.duration");
        fixture.AddCluster("em", true, ("a", "http://a/"));

        fixture.Start();

        var probe = Assert.Single(probes.GetMeasurementSnapshot());
        Assert.True(probe.MatchesTags(
            new KeyValuePair<string, object?>("service", "em"), new("node", "a"), new("outcome", outcome), new("reason", reason)));
    }

    [Theory]
    [InlineData(true, "accepted")]
    [InlineData(false, "rejected")]
    public void ConfigurationReloaded_Result_IsTagged(bool accepted, string expected)
    {
        using var reloads = new MetricCollector<long>(Meters, GatewayMetrics.MeterName, "phone_services.configuration.reloads");

        _sut.ConfigurationReloaded(accepted);

        Assert.True(Assert.Single(reloads.GetMeasurementSnapshot()).MatchesTags(new KeyValuePair<string, object?>("outcome", expected)));
    }

    [Fact]
    public void Begin_Services_HaveEachOutcomeAtZero()
    {
        using var requests = new MetricCollector<long>(Meters, GatewayMetrics.MeterName, "phone_services.requests");

        _sut.Begin(["em"]);

        var begun = requests.GetMeasurementSnapshot();
        string[] outcomes = [.. Enum.GetValues<PressOutcome>().Select(TagValues.Of).Distinct()];
        Assert.All(begun, measured => Assert.Equal(0, measured.Value));
        Assert.Equal(
            [.. outcomes.Select(outcome => $"em {outcome}"), .. outcomes.Select(outcome => $"none {outcome}")],
            begun.Select(measured => $"{measured.Tags["service"]} {measured.Tags["outcome"]}"));
    }

    [Theory]
    [InlineData(true, "hit")]
    [InlineData(false, "miss")]
    public void CacheLookedUp_Result_IsTagged(bool found, string expected)
    {
        using var lookups = new MetricCollector<long>(Meters, GatewayMetrics.MeterName, "phone_services.cache.lookups");

        _sut.CacheLookedUp(TagValues.IdlePages, found);

        Assert.True(Assert.Single(lookups.GetMeasurementSnapshot()).MatchesTags(new KeyValuePair<string, object?>("cache", "idle"), new("result", expected)));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
