using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class ConfigurationMetricsTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConfigurationMetrics _sut;

    public ConfigurationMetricsTests() => _sut = new(Meters);

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Theory]
    [InlineData(true, "accepted")]
    [InlineData(false, "rejected")]
    public void Reloaded_Result_IsTagged(bool accepted, string expected)
    {
        using var reloads = new MetricCollector<long>(Meters, GatewayMeter.Name, "phone_services.configuration.reloads");

        _sut.Reloaded(accepted);

        Assert.True(Assert.Single(reloads.GetMeasurementSnapshot()).MatchesTags(new KeyValuePair<string, object?>("outcome", expected)));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
