namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Collects the errors of all validators. An error that is only a consequence of another is removed at the end,
/// so the order of the validators does not matter.
/// </summary>
/// <param name="sources">Finds the layer that a key comes from.</param>
internal sealed class ErrorList(ConfigurationSources sources)
{
    /// <summary>Stands for a file that could not be read at all, so settings that seem to be missing may be in it.</summary>
    public const string AnyUnreadFile = "file:unread";

    private readonly List<Entry> _entries = [];

    public ConfigurationSources Sources => sources;

    /// <summary>The keys of all errors so far.</summary>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Error.Key);

    /// <param name="key">The whole key, with colons.</param>
    /// <param name="message">The error, and the text to write instead.</param>
    /// <param name="unlessWrong">
    /// Keys whose errors make this one a mere consequence. With <c>:*</c> at its end, a key stands for itself and everything below it.
    /// </param>
    public void Add(string key, string message, params string[] unlessWrong) => Add(new ConfigurationError(sources.Of(key), key, message), unlessWrong);

    public void Add(ConfigurationError error, params string[] unlessWrong) => _entries.Add(new(error, IsUnreadable: false, unlessWrong));

    /// <summary>Adds an error for a value of the wrong kind. The value is then left out, and other validators may report it as missing.</summary>
    public void AddUnreadable(ConfigurationError error) => _entries.Add(new(error, IsUnreadable: true, []));

    /// <summary>
    /// Adds an error for two settings that contradict each other. It names the one that the site has written, because the site does not know the
    /// other.
    /// </summary>
    /// <param name="one">A key and its value. It is named if the site has written both or neither.</param>
    /// <param name="other">The other key and its value.</param>
    /// <param name="remedy">The remedy, for either of the two.</param>
    /// <param name="unlessWrong">As in <see cref="Add(string, string, string[])"/>.</param>
    public void AddConflict((string Key, string Value) one, (string Key, string Value) other, string remedy, params string[] unlessWrong)
    {
        var (named, against) = sources.IsOfSite(one.Key) || !sources.IsOfSite(other.Key) ? (one, other) : (other, one);
        Add(named.Key, $"is \"{named.Value}\", but {Short(against.Key, named.Key)} is \"{against.Value}\". {remedy}", unlessWrong);
    }

    /// <summary>Returns the errors to report, in the order in which they were found.</summary>
    public IReadOnlyList<ConfigurationError> ToList()
    {
        var told = _entries.Where(entry => entry.UnlessWrong.Length == 0 && !IsMissedOnly(entry)).ToHashSet();

        // The consequences of one mistake may refer to each other. One of them is reported, preferably the one that names the mistake itself.
        var consequences = _entries.Where(entry => entry.UnlessWrong.Length > 0 && !IsMissedOnly(entry));
        foreach (var entry in consequences.OrderBy(entry => !DependsOn(entry, entry)).ThenBy(entry => entry.Error.ToString(), StringComparer.Ordinal))
        {
            if (!told.Any(other => DependsOn(entry, other)))
            {
                told.Add(entry);
            }
        }

        return [.. _entries.Where(told.Contains).Select(entry => entry.Error).Distinct()];
    }

    /// <summary>Removes the part that both keys have in common.</summary>
    private static string Short(string key, string other)
    {
        var (parts, others) = (key.Split(ConfigurationPath.KeyDelimiter), other.Split(ConfigurationPath.KeyDelimiter));
        var common = parts.Zip(others).TakeWhile(pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase)).Count();
        return common == parts.Length - 1 ? parts[^1] : key;
    }

    /// <summary>A value that was left out because it cannot be read is not missing.</summary>
    private bool IsMissedOnly(Entry entry) =>
        !entry.IsUnreadable && _entries.Exists(other => other.IsUnreadable && other.Error.Key.Equals(entry.Error.Key, StringComparison.OrdinalIgnoreCase));

    private static bool DependsOn(Entry entry, Entry other) => Array.Exists(entry.UnlessWrong, pattern => Means(pattern, other.Error));

    private static bool Means(string pattern, ConfigurationError error) =>
        pattern == AnyUnreadFile ? error.SpoilsFile
        : pattern.EndsWith(":*", StringComparison.Ordinal)
            ? error.Key.StartsWith(pattern[..^2], StringComparison.OrdinalIgnoreCase)
                && (error.Key.Length == pattern.Length - 2 || error.Key[pattern.Length - 2] == ConfigurationPath.KeyDelimiter[0])
            : error.Key.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private sealed record Entry(ConfigurationError Error, bool IsUnreadable, string[] UnlessWrong);
}
