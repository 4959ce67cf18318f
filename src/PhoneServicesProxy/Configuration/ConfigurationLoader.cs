using PhoneServicesProxy.Wording;
namespace PhoneServicesProxy.Configuration;

/// <summary>Reads all layers. The result is a valid configuration or a list of all its errors.</summary>
internal sealed class ConfigurationLoader(ConfigurationLayers layers, ConfigurationShape shape)
{
    /// <summary>Editors find a file's schema by this key.</summary>
    private const string SchemaKey = "$schema";

    public IReadOnlyList<string> Files => layers.Files;

    public FileChanges Changes { get; } = new(() => FileState.Of(layers.Files));

    /// <summary>The settings that are read only at the start.</summary>
    public RestartSettings RestartSettings { get; } = new(shape);

    /// <param name="time">If set, expired certificates are reported as errors; by default they are still used.</param>
    public async Task<LoadedConfiguration> LoadAsync(TimeProvider? time = null)
    {
        Changes.MarkRead();
        var unread = new List<ConfigurationError>();
        var root = layers.Read(unread);
        var errors = new ErrorList(new(root));
        unread.ForEach(errors.AddUnreadable);
        CheckSchema(root, errors);

        // Values that are invalid by themselves are left out from here, so rules across several values can still be checked.
        var configuration = await shape.Read(new(root, SoundPart(root, errors), layers.SiteFile, time, errors));
        return errors.ToList() is { Count: > 0 } found ? new(null, found) : new(configuration, []);
    }

    private void CheckSchema(IConfigurationRoot root, ErrorList errors)
    {
        string[] known = [.. shape.OfFramework, .. shape.Sections.Keys];
        foreach (var key in errors.Sources.TopLevelKeys().Where(key => key != SchemaKey && !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            errors.AddUnreadable(new(errors.Sources.Of(key), key, "is not a known section. " + (PlaceOf(key) is { } place
                ? $"Write it inside {place}: \"{place}\": {{ \"{key}\": ... }}."
                : KeySuggestion.For(key, known))));
        }

        var schema = new SchemaCheck(errors, known);
        foreach (var (name, type) in shape.Sections)
        {
            schema.Check(root.GetSection(name), type);
        }
    }

    /// <summary>Returns the section that has such a key; null if there is none.</summary>
    private string? PlaceOf(string key) =>
        key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase) ? "Logging"
        : shape.Sections.FirstOrDefault(section => section.Value.GetProperties().Any(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))).Key;

    private static IConfigurationRoot SoundPart(IConfigurationRoot root, ErrorList errors)
    {
        var wrong = errors.Keys.ToArray();
        return wrong is [] ? root : new ConfigurationBuilder()
            .AddInMemoryCollection(root.AsEnumerable().Where(pair => !wrong.Any(key => IsWrong(pair.Key, key))))
            .Build();

        // If a whole section is replaced by a text, only the text is wrong. The section's values in other layers are not.
        bool IsWrong(string key, string error) =>
            IsWithin(key, error) && (key.Length == error.Length || error.Contains(':', StringComparison.Ordinal) || root[error] is null);
    }

    private static bool IsWithin(string key, string ancestor) =>
        key.StartsWith(ancestor, StringComparison.OrdinalIgnoreCase)
        && (key.Length == ancestor.Length || key[ancestor.Length] == ConfigurationPath.KeyDelimiter[0]);
}
