using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Tests.Diagnostics;

public sealed class PageCacheMetricsTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PageCacheMetrics _sut;

    public PageCacheMetricsTests() => _sut = new(Meters, [new Cache()]);

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Theory]
    [InlineData(true, "hit")]
    [InlineData(false, "miss")]
    public void LookedUp_Result_IsTagged(bool found, string expected)
    {
        using var lookups = new MetricCollector<long>(Meters, GatewayMeter.Name, "phone_services.cache.lookups");

        _sut.LookedUp(new Cache(), found);

        Assert.True(Assert.Single(lookups.GetMeasurementSnapshot()).MatchesTags(new KeyValuePair<string, object?>("cache", "idle"), new("result", expected)));
    }

    [Fact]
    public void Pages_EachCache_IsMeasured()
    {
        using var pages = new MetricCollector<long>(Meters, GatewayMeter.Name, "phone_services.cache.pages");
        using var bytes = new MetricCollector<long>(Meters, GatewayMeter.Name, "phone_services.cache.size");

        pages.RecordObservableInstruments();
        bytes.RecordObservableInstruments();

        Assert.True(pages.LastMeasurement!.MatchesTags(new KeyValuePair<string, object?>("cache", "idle")));
        Assert.Equal((2, 300), (pages.LastMeasurement.Value, bytes.LastMeasurement!.Value));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Cache : IPageCache
    {
        public string Name => "idle";

        public int Count => 2;

        public long Bytes => 300;
    }
}
