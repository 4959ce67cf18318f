using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// The valid API keys: those with names, the shared one, and, if there is no shared one, the key that the gateway made for this machine's
/// administrator. Hashes are compared in constant time, so the length of a key does not show.
/// </summary>
internal sealed partial class ApiKeys(CurrentConfiguration current, LocalKey local, TimeProvider time, ILogger<ApiKeys> logger) : IReloaded
{
    /// <summary>The name of the shared key.</summary>
    public const string SharedName = nameof(ManagementOptions.ApiKey);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string File, KnownKey Key)> _good = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, KeyFault> _faults = new(StringComparer.OrdinalIgnoreCase);
    private ManagementOptions? _options;
    private string _files = "";
    private KnownKey[] _known = [];

    /// <summary>True if any key may give orders.</summary>
    public bool AnyOrders => Current().Any(key => key.Role == ManagementRole.Operator);

    /// <summary>Key files that cannot be used now.</summary>
    public IReadOnlyCollection<KeyFault> Faults
    {
        get
        {
            lock (_gate)
            {
                return _faults.Values;
            }
        }
    }

    /// <summary>Returns null if nobody has this key. If two files have come to hold the same key, the one with fewer rights counts.</summary>
    public KnownKey? Find(string key)
    {
        var found = (KnownKey?)null;
        var hash = HashOf(key);
        foreach (var known in Current())
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known.Hash) && (found is null || known.Role < found.Role))
            {
                found = known;
            }
        }

        return found;
    }

    public void Refresh() => Current();

    private KnownKey[] Current()
    {
        var options = current.Options.Get<ManagementOptions>();
        lock (_gate)
        {
            var files = FileState.Of(FilesOf(options).Select(entry => entry.File));

            // Faulty files are read again even if nothing changed: the gateway may only have lacked a file descriptor.
            if (options != _options || files != _files || _faults.Count > 0)
            {
                (_options, _files) = (options, files);
                _known = [.. Read(options)];
            }

            return _known;
        }
    }

    private static IEnumerable<(string Name, ManagementRole Role, string File)> FilesOf(ManagementOptions options)
    {
        if (!string.IsNullOrEmpty(options.ApiKeyFile))
        {
            yield return (SharedName, ManagementRole.Operator, options.ApiKeyFile);
        }

        foreach (var (name, key) in options.Keys.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!string.IsNullOrEmpty(key.KeyFile))
            {
                yield return (name, key.Role, key.KeyFile);
            }
        }
    }

    private IEnumerable<KnownKey> Read(ManagementOptions options)
    {
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            yield return new(SharedName, ManagementRole.Operator, HashOf(options.ApiKey));
        }
        else if (!options.HasSharedKey && local.Value is { } made)
        {
            yield return new(LocalKey.FileName, ManagementRole.Operator, HashOf(made));
        }

        var faults = new Dictionary<string, KeyFault>(StringComparer.OrdinalIgnoreCase);
        var files = FilesOf(options).Select(entry => (entry.Name, entry.Role, entry.File, Key: ApiKeyFile.Read(entry.File))).ToArray();
        foreach (var (name, role, file, key) in files)
        {
            var fault = ApiKeyFile.FaultOf(file, key);
            if (fault is null && !IsOf(name, key!) && Array.Find(files, other => other.Name != name && other.Key == key).Name is { } owner)
            {
                fault = $"which holds the same key as {owner}";
            }

            if (fault is null)
            {
                _good[name] = (file, new(name, role, HashOf(key!)));
            }

            var known = _good.TryGetValue(name, out var good) && good.File == file ? good.Key with { Role = role } : null;
            if (fault is not null)
            {
                faults[name] = Report(name, file, fault, known is not null);
            }

            if (known is not null)
            {
                yield return known;
            }
        }

        foreach (var (name, mended) in _faults.Where(before => !faults.ContainsKey(before.Key)))
        {
            LogMended(name, mended.File);
        }

        foreach (var name in _good.Keys.Where(name => !name.Equals(SharedName, StringComparison.Ordinal) && !options.Keys.ContainsKey(name)).ToArray())
        {
            _good.Remove(name);
        }

        _faults = faults;
    }

    /// <summary>True if the name already has this key. Then another name with the same key is the duplicate.</summary>
    private bool IsOf(string name, string key) =>
        _good.TryGetValue(name, out var good) && CryptographicOperations.FixedTimeEquals(good.Key.Hash, HashOf(key));

    /// <summary>Logs each fault once.</summary>
    private KeyFault Report(string name, string file, string fault, bool hasBefore)
    {
        if (_faults.GetValueOrDefault(name) is { } known && known.File == file && known.Fault == fault)
        {
            return known with { HasBefore = hasBefore };
        }

        LogKept(name, file, fault, hasBefore ? "The previous key stays valid" : "There is no key of that name until then");
        return new(name, file, fault, hasBefore, time.GetUtcNow());
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    [LoggerMessage(1, LogLevel.Error, "The key file of {Name} is {File}, {Fault}. {Consequence}. Write a key of at least 16 characters into it: openssl rand -hex 32.", EventName = "ManagementKeyNotInForce")]
    private partial void LogKept(string name, string file, string fault, string consequence);

    [LoggerMessage(2, LogLevel.Information, "The key file of {Name}, {File}, is valid again. Its key is in force.", EventName = "ManagementKeyInForce")]
    private partial void LogMended(string name, string file);
}
