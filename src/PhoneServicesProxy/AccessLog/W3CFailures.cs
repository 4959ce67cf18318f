namespace PhoneServicesProxy.AccessLog;

/// <summary>Receives the W3C logger's failures. It logs them only at Debug, where nobody sees them.</summary>
/// <param name="lost">Called with the reason when lines were lost.</param>
internal sealed class W3CFailures(Action<string> lost) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.AspNetCore.HttpLogging", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lost(exception?.Message ?? formatter(state, exception));

    public void Dispose()
    {
    }
}
