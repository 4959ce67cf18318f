namespace PhoneServicesProxy.Configuration;

/// <summary>Two settings that do not go together. Of the two that one is named which a site has written: the other it has never seen.</summary>
internal static class SettingConflict
{
    /// <param name="sources">Which layer a key comes from.</param>
    /// <param name="one">The key that is named where the site has written neither or both, and its value.</param>
    /// <param name="other">The other key, and its value.</param>
    /// <param name="remedy">What to write, at either of the two.</param>
    public static ConfigurationError Of(ConfigurationSources sources, (string Key, string Value) one, (string Key, string Value) other, string remedy)
    {
        var (named, against) = sources.IsOfSite(one.Key) || !sources.IsOfSite(other.Key) ? (one, other) : (other, one);
        return new(sources.Of(named.Key), named.Key, $"is \"{named.Value}\", but {Short(against.Key, named.Key)} is \"{against.Value}\". {remedy}");
    }

    /// <summary>Without what both keys have in common.</summary>
    private static string Short(string key, string other)
    {
        var (parts, others) = (key.Split(ConfigurationPath.KeyDelimiter), other.Split(ConfigurationPath.KeyDelimiter));
        var common = parts.Zip(others).TakeWhile(pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase)).Count();
        return common == parts.Length - 1 ? parts[^1] : key;
    }
}
