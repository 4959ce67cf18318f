using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace PhoneServicesProxy.Configuration;

/// <summary>Tells which layer a key comes from, in the words of the person who wrote it.</summary>
internal sealed class ConfigurationSources(IConfigurationRoot root)
{
    public string? Of(IConfigurationSection section) => Of(section.Path);

    /// <summary>A key that nobody has written is missing where the nearest one above it was written last.</summary>
    public string? Of(string key)
    {
        for (var path = key; path is not null; path = ConfigurationPath.GetParentPath(path))
        {
            if (root.Providers.LastOrDefault(provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any()) is { } provider)
            {
                return NameOf(provider);
            }
        }

        return null;
    }

    /// <summary>The keys at the top of what people wrote; the environment holds much that is not meant for us.</summary>
    public IEnumerable<string> TopLevelKeys() =>
        root.Providers.Where(provider => provider is not EnvironmentVariablesConfigurationProvider)
            .SelectMany(provider => provider.GetChildKeys([], null))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>False for what only the shipped file says, which is the first layer.</summary>
    public bool IsOfSite(string key) => root.Providers.Skip(1).Any(provider => provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any());

    private static string NameOf(IConfigurationProvider provider) => provider switch
    {
        JsonConfigurationProvider json => json.Source.Path ?? "file",
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        _ => "built in",
    };
}
