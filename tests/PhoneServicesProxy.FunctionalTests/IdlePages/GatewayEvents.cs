using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.IdlePages;

/// <summary>Counts what the gateway says of itself: who waits for a page, and who has gone.</summary>
[ProviderAlias("GatewayEvents")]
internal sealed class GatewayEvents : ILoggerProvider, ILogger
{
    /// <summary>Lets the gateway tell.</summary>
    public const string Setting = "--Logging:GatewayEvents:LogLevel:Microsoft.AspNetCore=Debug";

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly MetricCollector<long> _lookups;

    private GatewayEvents(TestGateway gateway) =>
        _lookups = new(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.cache.lookups");

    public static GatewayEvents Of(TestGateway gateway)
    {
        var events = new GatewayEvents(gateway);
        gateway.Get<ILoggerFactory>().AddProvider(events);
        return events;
    }

    /// <summary>So many phones have asked for a page that the cache does not have: one of them asks the node, the others wait.</summary>
    public Task WaitersAsync(int count) => Eventually.IsAsync(() => _lookups.GetMeasurementSnapshot().Count >= count);

    /// <summary>The gateway knows of so many connections that they have ended.</summary>
    public Task ResetsAsync(int count) =>
        Eventually.IsAsync(() => _counts.GetValueOrDefault("ConnectionReset") >= count && ThreadPool.PendingWorkItemCount == 0);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _counts.AddOrUpdate(eventId.Name ?? "", 1, (_, count) => count + 1);

    public void Dispose() => _lookups.Dispose();
}
