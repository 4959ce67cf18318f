namespace PhoneServicesProxy.Configuration;

/// <summary>Checks what the framework reads of logging: it fails the start for some mistakes, and passes over others.</summary>
internal static class LoggingValidator
{
    private static readonly string[] Formatters = ["simple", "json", "systemd"];

    public static void Validate(IConfiguration root, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var logging = root.GetSection("Logging");
        foreach (var section in logging.GetChildren().Prepend(logging))
        {
            CheckLevels(section.GetSection("LogLevel"));
        }

        foreach (var section in new[] { logging, logging.GetSection("LogLevel"), logging.GetSection("Console") }.Where(section => !string.IsNullOrEmpty(section.Value)))
        {
            Add(section.Path, $"is \"{section.Value}\". Write an object with braces: {{ ... }}.");
        }

        var formatter = logging.GetSection("Console:FormatterName");
        if (formatter.Value is { Length: > 0 } name && !Formatters.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            Add(formatter.Path, $"is \"{name}\". Write one of {string.Join(", ", Formatters)}.");
        }

        void CheckLevels(IConfigurationSection levels)
        {
            foreach (var level in levels.GetChildren().Where(level => !Enum.GetNames<LogLevel>().Contains(level.Value, StringComparer.OrdinalIgnoreCase)))
            {
                Add(level.Path, $"is \"{level.Value}\". Write one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }

        void Add(string key, string message) => errors.Add(new(sources.Of(key), key, message));
    }
}
