using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class SetupAlarmsTests : IDisposable
{
    private static readonly PageNumberOptions Untrusted = new()
    {
        Class = PageNumberClass.Setup,
        Meaning = "the gateway is not trusted",
        Parameter = "service parameter Trusted List of IPs",
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<SetupAlarms> _logger = new();
    private readonly MetricCollector<long> _alarms;
    private readonly SetupAlarms _sut;

    public SetupAlarmsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _alarms = new(meters, GatewayMeter.Name, "phone_services.alarms");
        _sut = new(new AttemptMetrics(meters), _time, _logger);
    }

    [Fact]
    public void Raise_Log_SaysWhereWhatAndWhatToChange()
    {
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);

        var line = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal("extension-mobility: publisher answers with page number 28: the gateway is not trusted. "
            + "In CallManager, change: service parameter Trusted List of IPs.", line.Message);
    }

    [Fact]
    public void Raise_Metric_HasServiceNodeAndNumberAlone()
    {
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);

        var measured = Assert.Single(_alarms.GetMeasurementSnapshot());
        Assert.Equal(1, measured.Value);
        Assert.Equal(
            [new("node", "publisher"), new("number", "28"), new("service", "extension-mobility")],
            measured.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Raise_Again_IsLoggedOnceAMinuteAndCountedEachTime()
    {
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);
        _time.Advance(TimeSpan.FromSeconds(59));
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);
        Assert.Single(_logger.Collector.GetSnapshot());

        _time.Advance(TimeSpan.FromSeconds(1));
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);

        Assert.Equal(2, _logger.Collector.Count);
        Assert.Equal(4, _alarms.GetMeasurementSnapshot().EvaluateAsCounter());
    }

    [Fact]
    public void Raise_Alarm_IsToldWithEachLine()
    {
        var told = new List<SetupAlarm>();
        _sut.Raised += told.Add;

        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);

        Assert.Equal([new("extension-mobility", "publisher", 28, Untrusted.Meaning, Untrusted.Parameter)], told);
    }

    [Theory]
    [InlineData("another-service", "publisher", 28)]
    [InlineData("extension-mobility", "subscriber1", 28)]
    [InlineData("extension-mobility", "publisher", 30)]
    public void Raise_OtherServiceNodeOrNumber_IsLoggedAtOnce(string service, string node, int number)
    {
        _sut.Raise("extension-mobility", "publisher", 28, Untrusted);
        _sut.Raise(service, node, number, Untrusted);

        Assert.Equal(2, _logger.Collector.Count);
    }

    public void Dispose()
    {
        _alarms.Dispose();
        _services.Dispose();
    }
}
