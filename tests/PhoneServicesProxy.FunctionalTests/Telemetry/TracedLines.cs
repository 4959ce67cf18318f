using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>What is logged, and within which trace.</summary>
internal sealed class TracedLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Text, ActivityTraceId? Trace)> _lines = new();

    public IReadOnlyCollection<(string Text, ActivityTraceId? Trace)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((formatter(state, exception), Activity.Current?.TraceId));

    public void Dispose()
    {
    }
}
