using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace PhoneServicesProxy.Configuration;

/// <summary>Finds the layer that a key comes from, and names it as an operator would.</summary>
internal sealed class ConfigurationSources(IConfigurationRoot root)
{
    public string? Of(IConfigurationSection section) => Of(section.Path);

    /// <summary>For a missing key, returns the last layer that has the nearest section above it.</summary>
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

    /// <summary>Returns the top-level keys of all layers except the environment, which has many variables for other programs.</summary>
    public IEnumerable<string> TopLevelKeys() =>
        root.Providers.Where(provider => provider is not EnvironmentVariablesConfigurationProvider)
            .SelectMany(provider => provider.GetChildKeys([], null))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns false if only the shipped file, which is the first layer, has the key.</summary>
    public bool IsOfSite(string key) => root.Providers.Skip(1).Any(provider => provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any());

    /// <summary>The layer's name, as an operator would say it.</summary>
    public static string NameOf(IConfigurationProvider provider) => provider switch
    {
        JsonLayer file => file.Name,
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        _ => "built in",
    };
}
