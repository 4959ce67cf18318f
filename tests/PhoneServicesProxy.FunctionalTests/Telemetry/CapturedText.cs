using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>Everything that this process logs through a given provider, with its scopes, and all spans of all sources, as text.</summary>
internal sealed class CapturedText : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public CapturedText()
    {
        _listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _texts.Enqueue(Describe(span)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<string> Texts => _texts;

    public void Add(string text) => _texts.Enqueue(text);

    /// <summary>The texts that hold one of these words, standing alone or encoded.</summary>
    public IEnumerable<string> With(params string[] words)
    {
        var pattern = new Regex($"(?<![0-9a-zA-Z.])({string.Join('|', words.Select(Regex.Escape))})(?![0-9a-zA-Z])");
        return _texts.Where(text => pattern.IsMatch(text) || pattern.IsMatch(Uri.UnescapeDataString(text)));
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _listener.Dispose();

    private static string Describe(Activity span)
    {
        var text = new StringBuilder($"span {span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription}");
        foreach (var (name, value) in span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags.Prepend(new("event", happened.Name)))))
        {
            text.Append($" {name}={value}");
        }

        return text.AppendJoin(' ', span.Baggage).ToString();
    }

    private sealed class Logger(CapturedText texts, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => texts._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = new StringBuilder($"log {logLevel} {category}: {formatter(state, exception)} {exception}");
            Append(text, state);
            texts._scopes.ForEachScope(static (scope, text) => Append(text, scope), text);
            texts.Add(text.ToString());
        }

        private static void Append(StringBuilder text, object? values)
        {
            text.Append($" [{values}]");
            foreach (var (name, value) in values as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                text.Append($" {name}={value}");
            }
        }
    }
}
