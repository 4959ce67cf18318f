using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// The API keys that count: the configured one, the one in the configured file, or, where neither is configured, the one that the
/// gateway has made for the administrator of this machine. Hashes are compared, in constant time, whatever the length of a key.
/// </summary>
internal sealed class ApiKeys(CurrentConfiguration current, LocalKey local)
{
    /// <summary>Whether there is any key.</summary>
    public bool Exist => Keys().Any();

    public bool IsRight(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return false;
        }

        var right = false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        foreach (var known in Keys())
        {
            right |= CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(known)));
        }

        return right;
    }

    private IEnumerable<string> Keys()
    {
        var options = current.Options.Get<ManagementOptions>();
        if (!options.HasKey)
        {
            return local.Value is { } made ? [made] : [];
        }

        return new[] { options.ApiKey, ApiKeyFile.Read(options.ApiKeyFile) }.OfType<string>().Where(key => key.Length >= ApiKeyFile.MinLength);
    }
}
