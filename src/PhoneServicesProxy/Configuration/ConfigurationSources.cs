using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace PhoneServicesProxy.Configuration;

/// <summary>Tells which layer a key comes from, in the words of the person who wrote it.</summary>
internal sealed class ConfigurationSources(IConfigurationRoot root)
{
    public string? Of(IConfigurationSection section) => Of(section.Path);

    public string? Of(string key)
    {
        foreach (var provider in root.Providers.Reverse())
        {
            if (provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any())
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

    private static string NameOf(IConfigurationProvider provider) => provider switch
    {
        JsonConfigurationProvider json => json.Source.Path ?? "file",
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        _ => "built in",
    };
}
