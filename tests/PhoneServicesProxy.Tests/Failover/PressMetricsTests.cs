using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressMetricsTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PressMetrics _sut;

    public PressMetricsTests() => _sut = new(Meters);

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Fact]
    public void Enabled_OnlyWhereSomebodyListens()
    {
        Assert.False(_sut.Enabled);
        using var collector = new MetricCollector<double>(Meters, GatewayMeter.Name, "phone_services.request.time_lost");

        Assert.True(_sut.Enabled);
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
    internal void Ended_Outcome_IsTagged(PressOutcome outcome, string expected)
    {
        using var collector = new MetricCollector<long>(Meters, GatewayMeter.Name, "phone_services.requests");

        _sut.Ended("em", outcome, TimeSpan.FromSeconds(2), null);

        var measured = Assert.Single(collector.GetMeasurementSnapshot());
        Assert.True(measured.MatchesTags(new KeyValuePair<string, object?>("service", "em"), new("outcome", expected)));
    }

    [Fact]
    public void Ended_Times_AreSeconds()
    {
        using var durations = new MetricCollector<double>(Meters, GatewayMeter.Name, "phone_services.request.duration");
        using var lost = new MetricCollector<double>(Meters, GatewayMeter.Name, "phone_services.request.time_lost");

        _sut.Ended("em", PressOutcome.FailedOver, TimeSpan.FromMilliseconds(1500), TimeSpan.FromMilliseconds(300));

        Assert.Equal((1.5, "s"), (durations.LastMeasurement?.Value, durations.Instrument?.Unit));
        Assert.Equal((0.3, "s"), (lost.LastMeasurement?.Value, lost.Instrument?.Unit));
    }

    [Fact]
    public void Ended_OftenAndListenedTo_AllocatesNothing()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == GatewayMeter.Name)
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

        void Measure() => _sut.Ended("em", PressOutcome.Hedged, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Begin_Services_HaveEachOutcomeAtZero()
    {
        using var requests = new MetricCollector<long>(Meters, GatewayMeter.Name, "phone_services.requests");

        _sut.Begin(["em"]);

        var begun = requests.GetMeasurementSnapshot();
        string[] outcomes = [.. Enum.GetValues<PressOutcome>().Select(PressMetrics.NameOf).Distinct()];
        Assert.All(begun, measured => Assert.Equal(0, measured.Value));
        Assert.Equal(
            [.. outcomes.Select(outcome => $"em {outcome}"), .. outcomes.Select(outcome => $"none {outcome}")],
            begun.Select(measured => $"{measured.Tags["service"]} {measured.Tags["outcome"]}"));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
