using System.Text.Json.Nodes;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Writes a section of the framework, which may contain certificate passwords. Only known keys are shown.</summary>
internal static class RedactedSection
{
    private static readonly string[] Keys =
    [
        "Url", "Path", "KeyPath", "Protocols", "SslProtocols", "ClientCertificateMode", "Subject", "Store", "Location", "AllowInvalid",
        "FormatterName", "SingleLine", "TimestampFormat", "UseUtcTimestamp", "IncludeScopes", "ColorBehavior", "QueueFullMode", "MaxQueueLength",
    ];

    /// <summary>Everything below these keys is shown.</summary>
    private static readonly string[] Trees = ["LogLevel", "SslProtocols", "Limits"];

    public static JsonNode Of(IConfigurationSection section) => Of(section, isShown: false) ?? new JsonObject();

    private static JsonNode? Of(IConfigurationSection section, bool isShown)
    {
        isShown |= Trees.Contains(section.Key, StringComparer.OrdinalIgnoreCase);
        var children = section.GetChildren().ToArray();
        if (children.Length == 0)
        {
            return section.Value is { } value
                ? JsonValue.Create(isShown || Keys.Contains(section.Key, StringComparer.OrdinalIgnoreCase) ? value : RedactedConfiguration.Hidden)
                : null;
        }

        return new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, Of(child, isShown))));
    }
}
