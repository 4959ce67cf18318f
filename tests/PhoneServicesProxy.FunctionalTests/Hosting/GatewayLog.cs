using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>The lines that one gateway logs.</summary>
internal sealed class GatewayLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public static GatewayLog Of(TestGateway gateway)
    {
        var log = new GatewayLog();
        gateway.Get<ILoggerFactory>().AddProvider(log);
        return log;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
