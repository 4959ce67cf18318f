using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// The API keys that count: those with names, the shared one of the configuration, and, where there is no shared one, the one that the
/// gateway has made for the administrator of this machine. Hashes are compared, in constant time, whatever the length of a key.
/// </summary>
internal sealed partial class ApiKeys(CurrentConfiguration current, LocalKey local, TimeProvider time, ILogger<ApiKeys> logger) : IReloaded
{
    /// <summary>What the shared key is called.</summary>
    public const string SharedName = nameof(ManagementOptions.ApiKey);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string File, KnownKey Key)> _good = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, KeyFault> _faults = new(StringComparer.OrdinalIgnoreCase);
    private ManagementOptions? _options;
    private string _files = "";
    private KnownKey[] _known = [];

    /// <summary>Whether there is any key that may give orders.</summary>
    public bool AnyOrders => Look().Any(key => key.Role == ManagementRole.Operator);

    /// <summary>Files of keys that cannot be used at present.</summary>
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

    /// <summary>Null where it is nobody's. Where two files came to hold the same key, it gives the lesser rights.</summary>
    public KnownKey? Find(string key)
    {
        var found = (KnownKey?)null;
        var hash = HashOf(key);
        foreach (var known in Look())
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known.Hash) && (found is null || known.Role < found.Role))
            {
                found = known;
            }
        }

        return found;
    }

    public void Refresh() => Look();

    private KnownKey[] Look()
    {
        var options = current.Options.Get<ManagementOptions>();
        lock (_gate)
        {
            var files = FileState.Of(FilesOf(options).Select(entry => entry.File));

            // A file that could not be used may be right by now though it looks the same: the gateway may have lacked a descriptor.
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
                faults[name] = Told(name, file, fault, known is not null);
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

    /// <summary>Whose key it was before is not the one who took another's.</summary>
    private bool IsOf(string name, string key) =>
        _good.TryGetValue(name, out var good) && CryptographicOperations.FixedTimeEquals(good.Key.Hash, HashOf(key));

    /// <summary>Once for each fault.</summary>
    private KeyFault Told(string name, string file, string fault, bool hasBefore)
    {
        if (_faults.GetValueOrDefault(name) is { } known && known.File == file && known.Fault == fault)
        {
            return known with { HasBefore = hasBefore };
        }

        LogKept(name, file, fault, hasBefore ? "The key from before still counts" : "This key does not count");
        return new(name, file, fault, hasBefore, time.GetUtcNow());
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    [LoggerMessage(1, LogLevel.Error, "The file of the key {Name} is {File}, {Fault}. {Consequence}. Write a key of at least 16 characters into it: openssl rand -hex 32.", EventName = "ManagementKeyNotInForce")]
    private partial void LogKept(string name, string file, string fault, string consequence);

    [LoggerMessage(2, LogLevel.Information, "The file of the key {Name}, {File}, is right again and in force.", EventName = "ManagementKeyInForce")]
    private partial void LogMended(string name, string file);
}
