using System.Text.Json;
using System.Text.Json.Serialization;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>
/// The state file. Writes are atomic: a new file is renamed over the old one. A file that cannot be read is renamed, and never keeps the gateway from
/// starting.
/// </summary>
/// <param name="place">The path.</param>
/// <param name="time">Gives the date for a renamed file.</param>
/// <param name="logger">Receives problems.</param>
internal sealed partial class OverrideFile(StateFilePath place, TimeProvider time, ILogger<OverrideFile> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public string? Path => place.Value;

    public Dictionary<string, NodeOverride> Load()
    {
        var none = new Dictionary<string, NodeOverride>(StringComparer.OrdinalIgnoreCase);
        if (Path is not { } path || !File.Exists(path))
        {
            return none;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(SmallFile.ReadAllBytes(path), Json);
            return content?.Overrides.Values.All(order => order is not null) == true
                ? new(content.Overrides, StringComparer.OrdinalIgnoreCase)
                : throw new JsonException("An override is null.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            SetAside(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(path, error.Message);
        }

        return none;
    }

    /// <returns>True if the overrides survive a restart.</returns>
    public bool Save(IReadOnlyDictionary<string, NodeOverride> overrides)
    {
        if (Path is not { } path)
        {
            return overrides.Count == 0;
        }

        try
        {
            PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(new Content(overrides), Json));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(path, error.Message);
            return false;
        }
    }

    private void SetAside(string file, Exception error)
    {
        var aside = $"{file}.broken-{time.GetUtcNow():yyyyMMddHHmmss}";
        try
        {
            File.Move(file, aside, overwrite: true);
            LogSetAside(file, aside, error.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file, $"{error.Message} {refused.Message}");
        }
    }

    private sealed record Content(IReadOnlyDictionary<string, NodeOverride> Overrides);
}
