using System.Reflection;

namespace PhoneServicesProxy.Configuration;

/// <summary>The settings that are read only at the start.</summary>
internal sealed class RestartSettings(ConfigurationShape shape)
{
    private const string NotShown = "(not shown)";

    /// <summary>The prefix of OpenTelemetry's settings. They are environment variables, but a file may also set them.</summary>
    private const string Telemetry = "OTEL_";

    /// <summary>The keys, and whether their values may be shown.</summary>
    private readonly Dictionary<string, bool> _keys = new(
        shape.Sections.SelectMany(section => Marked(section.Value, section.Key)).Append(new(SettingKeys.Urls, true)), StringComparer.OrdinalIgnoreCase);

    public bool Contains(string key) => _keys.ContainsKey(key) || key.StartsWith(Telemetry, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the changed keys that need a restart, with their new values if these may be shown.</summary>
    public IEnumerable<(string Key, string Change)> Changed(IConfiguration before, IConfiguration next)
    {
        var telemetry = before.GetChildren().Concat(next.GetChildren())
            .Select(child => child.Key)
            .Where(key => key.StartsWith(Telemetry, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        return _keys.Keys.Concat(telemetry).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(key => before[key] != next[key])
            .Select(key => (key, next[key] is not { } value ? "is no longer set" : $"is now \"{(_keys.GetValueOrDefault(key) ? value : NotShown)}\""));
    }

    /// <summary>Returns the marked settings of a section and its subsections. Settings in lists and in named entries are never marked.</summary>
    private static IEnumerable<KeyValuePair<string, bool>> Marked(Type section, string key) =>
        section.GetProperties().SelectMany(property =>
            property.GetCustomAttribute<ReadAtStartAttribute>() is { } mark ? [new($"{key}:{property.Name}", mark.MayBeShown)]
            : property.PropertyType is { IsClass: true, IsGenericType: false } nested && nested.Assembly == typeof(RestartSettings).Assembly ? Marked(nested, $"{key}:{property.Name}")
            : []);
}
