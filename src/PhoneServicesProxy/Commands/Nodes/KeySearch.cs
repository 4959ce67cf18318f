using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Overrides;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>
/// Finds the API key. The order: the given file; the configured shared key; the key that a gateway on this machine made, which is sent only to this
/// machine and not for reading; the first named key with a readable file, operators first.
/// </summary>
internal static class KeySearch
{
    /// <exception cref="ManagementException">The given file has no key.</exception>
    public static FoundKey Find(string? given, ManagementOptions options, Uri url, IConfiguration environment)
    {
        if (given is not null)
        {
            return Read(given) is { } key
                ? new(key, true, null) { Place = given }
                : throw new ManagementException($"--key-file is \"{given}\", from which no key can be read. Write the path of a file whose first line is the API key.");
        }

        if (options.HasSharedKey)
        {
            var key = options.ApiKey is { Length: > 0 } configured ? configured : Read(options.ApiKeyFile);
            return new(key, true, key is null ? $"The key in {options.ApiKeyFile} cannot be read: try sudo, or --key-file FILE." : null)
            {
                Place = key is null ? null : options.ApiKey is { Length: > 0 } ? "PhoneServices:Management:ApiKey" : options.ApiKeyFile,
            };
        }

        if (!ManagementUrl.IsOfThisMachine(ManagementUrl.ForThisMachine(url)))
        {
            return OfSomebody(options) ?? new(null, false, "Give the gateway's key with --key-file FILE.");
        }

        var places = Places(options, environment).ToArray();
        var place = Array.Find(places, file => Read(file) is not null);
        return Read(place) is { } found
            ? new(found, false, null) { Place = place }
            : OfSomebody(options) ?? new(null, false, $"No key can be read in {string.Join(" or ", places)}: try sudo, or --key-file FILE.");
    }

    private static FoundKey? OfSomebody(ManagementOptions options)
    {
        var owner = options.Keys.Values.OrderByDescending(key => key.Role).FirstOrDefault(key => Read(key.KeyFile) is not null);
        return owner is null ? null : new(Read(owner.KeyFile), true, null) { Place = owner.KeyFile };
    }

    private static string? Read(string? file) => ApiKeyFile.Read(file) is { Length: > 0 } key ? key : null;

    /// <summary>A service's directory comes first, because a gateway that a user starts is the exception.</summary>
    private static IEnumerable<string> Places(ManagementOptions options, IConfiguration environment)
    {
        if (options.StateFile is not null)
        {
            return new[] { LocalKey.BesideStateFile(StateDirectory.FileOf(options.StateFile, environment)) }.OfType<string>();
        }

        return new[] { StateDirectory.OfService, StateDirectory.OfUser(environment) }
            .OfType<string>()
            .Select(directory => Path.Combine(directory, LocalKey.FileName));
    }
}
