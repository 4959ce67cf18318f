using System.Globalization;
using Microsoft.Extensions.Logging.Console;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Checks the framework's logging settings. Some mistakes would fail the start, and others would be ignored.</summary>
internal static class LoggingValidator
{
    public static readonly string[] Formatters = ["simple", "json", "systemd"];

    /// <summary>The framework reads these again at each reload. A mistake fails the reload or is ignored.</summary>
    public static readonly (string Key, Type Type)[] Typed =
    [
        ("CaptureScopes", typeof(bool)),
        ("Console:DisableColors", typeof(bool)),
        ("Console:IncludeScopes", typeof(bool)),
        ("Console:UseUtcTimestamp", typeof(bool)),
        ("Console:LogToStandardErrorThreshold", typeof(LogLevel)),
        ("Console:QueueFullMode", typeof(ConsoleLoggerQueueFullMode)),
        ("Console:FormatterOptions:IncludeScopes", typeof(bool)),
        ("Console:FormatterOptions:UseUtcTimestamp", typeof(bool)),
        ("Console:FormatterOptions:SingleLine", typeof(bool)),
        ("Console:FormatterOptions:ColorBehavior", typeof(LoggerColorBehavior)),
        ("Console:FormatterOptions:JsonWriterOptions:Indented", typeof(bool)),
        ("Console:FormatterOptions:JsonWriterOptions:SkipValidation", typeof(bool)),
    ];

    /// <summary>The known keys of the section. Other keys are no error, because they may be meant for another program. They have no effect.</summary>
    private static readonly string[] Known = ["CaptureScopes", "Console", "LogLevel", "OpenTelemetry"];

    public static IEnumerable<string> Unknown(IConfiguration root) =>
        root.GetSection("Logging").GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path}: is not one of the gateway's log outputs, so it has no effect. {KeySuggestion.For(child.Key, Known)}");

    public static void Validate(IConfiguration root, ErrorList errors)
    {
        var logging = root.GetSection("Logging");
        foreach (var section in logging.GetChildren().Prepend(logging))
        {
            CheckLevels(section.GetSection("LogLevel"));
        }

        foreach (var section in new[] { logging, logging.GetSection("LogLevel"), logging.GetSection("Console"), logging.GetSection("Console:FormatterOptions"), logging.GetSection("Console:FormatterOptions:JsonWriterOptions") }.Where(section => !string.IsNullOrEmpty(section.Value)))
        {
            Add(section.Path, $"is \"{section.Value}\". Write an object with braces: {{ ... }}.");
        }

        var formatter = logging.GetSection("Console:FormatterName");
        if (formatter.Value is { Length: > 0 } name && !Formatters.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            Add(formatter.Path, $"is \"{name}\". Write one of {string.Join(", ", Formatters)}.");
        }

        var schema = new SchemaCheck(errors);
        foreach (var (key, type) in Typed.Where(typed => logging.GetSection(typed.Key).Exists()))
        {
            schema.Check(logging.GetSection(key), type);
        }

        var length = logging.GetSection("Console:MaxQueueLength");
        if (length.Value is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) || lines == 0))
        {
            Add(length.Path, $"is \"{text}\". Write a whole number from 1.");
        }

        foreach (var format in new[] { logging.GetSection("Console:TimestampFormat"), logging.GetSection("Console:FormatterOptions:TimestampFormat") }.Where(format => !IsTimeFormat(format.Value)))
        {
            Add(format.Path, $"is \"{format.Value}\". Write a format of .NET, such as \"yyyy-MM-dd HH:mm:ss \"; text of your own stands in a pair of single quotes.");
        }

        void CheckLevels(IConfigurationSection levels)
        {
            foreach (var level in levels.GetChildren().Where(level => !Enum.GetNames<LogLevel>().Contains(level.Value, StringComparer.OrdinalIgnoreCase)))
            {
                Add(level.Path, $"is \"{level.Value}\". Write one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }

        void Add(string key, string message) => errors.Add(key, message);
    }

    /// <summary>With an invalid format, every log message would throw an exception in the code that writes it.</summary>
    private static bool IsTimeFormat(string? format)
    {
        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.CurrentCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
