using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Tests.Exhaustion;

public sealed class GatewayExhaustionTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<GatewayExhaustion> _logger = new();
    private readonly ExhaustionMetrics _metrics;
    private readonly GatewayExhaustion _sut;

    public GatewayExhaustionTests()
    {
        _metrics = new(_services.GetRequiredService<IMeterFactory>());
        _sut = new(_metrics, _time, _logger);
    }

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData((int)ExhaustedResource.Descriptors, "descriptors", "LimitNOFILE")]
    [InlineData((int)ExhaustedResource.Ports, "ports", "ip_local_port_range")]
    [InlineData((int)ExhaustedResource.Memory, "memory", "MemoryMax")]
    [InlineData((int)ExhaustedResource.Stalled, "stalled", "stood still for 5.0 s")]
    [InlineData((int)ExhaustedResource.Threads, "threads", "waits 5.0 s for a thread")]
    public void Note_Always_IsCountedAndToldOnceAMinuteWithWhatToDo(int resource, string cause, string words)
    {
        using var counted = new MetricCollector<long>(_services.GetRequiredService<IMeterFactory>(), GatewayMeter.Name, ExhaustionMetrics.Name);
        _metrics.Begin([]);
        var told = new List<string>();
        _sut.Reported += told.Add;

        for (var time = 0; time < 3; time++)
        {
            _sut.Note((ExhaustedResource)resource, TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains(words, Assert.Single(told), StringComparison.Ordinal);
        Assert.Contains("No node", Assert.Single(_logger.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
        Assert.Equal(3, counted.GetMeasurementSnapshot().Where(measurement => Equals(measurement.Tags["cause"], cause)).Sum(measurement => measurement.Value));
        Assert.Equal(3, counted.GetMeasurementSnapshot().Sum(measurement => measurement.Value));
        _time.Advance(TimeSpan.FromMinutes(1));
        _sut.Note((ExhaustedResource)resource);
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void Note_AnotherError_IsNone()
    {
        Assert.False(_sut.Note(new SocketException((int)SocketError.ConnectionRefused)));
        Assert.True(_sut.Note(new SocketException((int)SocketError.TooManyOpenSockets)));
        Assert.True(_sut.LackedSince(ExhaustedResource.Descriptors, _time.GetTimestamp()));
        Assert.False(_sut.LackedSince(ExhaustedResource.Ports, 0));
    }

    [Fact]
    public void Missed_AnyErrorAndATellerThatFails_ThrowsNothing()
    {
        _sut.Reported += _ => throw new InvalidOperationException();

        _sut.Missed(new InsufficientMemoryException());
        _sut.Missed(new InvalidOperationException());
        _sut.Missed(new InvalidOperationException());

        Assert.Equal(2, _logger.Collector.Count);
    }
}
