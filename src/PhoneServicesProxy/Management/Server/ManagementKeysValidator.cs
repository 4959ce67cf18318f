using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management.Access;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Checks the named keys. No message contains a key.</summary>
internal static class ManagementKeysValidator
{
    private const int MaxName = 64;

    /// <param name="management">The settings.</param>
    /// <param name="isCheck">True if a key that every user of this machine can read is an error. At the start it is only a warning.</param>
    /// <param name="errors">The list to which errors are added.</param>
    public static void Validate(ManagementOptions management, bool isCheck, ErrorList errors)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var shared in new[] { management.ApiKey, ApiKeyFile.Read(management.ApiKeyFile) }.OfType<string>())
        {
            owners.TryAdd(shared, ApiKeys.SharedName);
        }

        foreach (var (name, key) in management.Keys.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var path = $"{ManagementOptions.Section}:{nameof(management.Keys)}:{name}";
            if (!IsName(name))
            {
                errors.Add(path, $"has a name that cannot stand in the audit log. Write a name of 1 to {MaxName} letters, digits, dots, dashes, underscores or @, but not {ApiKeys.SharedName} or {LocalKey.FileName}.");
            }

            ValidateFile(key.KeyFile, $"{path}:{nameof(key.KeyFile)}", name, isCheck, owners, errors);
        }
    }

    private static void ValidateFile(string? file, string path, string name, bool isCheck, Dictionary<string, string> owners, ErrorList errors)
    {
        if (string.IsNullOrEmpty(file))
        {
            errors.Add(path, "is empty. Write the path of a file whose first line is the key.");
            return;
        }

        var key = ApiKeyFile.Read(file);
        if (FileKind.FaultOf(file) is { } kind)
        {
            errors.Add(path, $"is \"{file}\", which {kind}. Write the path of a file whose first line is the key.");
        }
        else if (ApiKeyFile.FaultOf(file, key) is { } fault)
        {
            errors.Add(path, $"is \"{file}\", {fault}. Make it with: openssl rand -hex 32 > {file}");
        }
        else if (!owners.TryAdd(key!, name))
        {
            errors.Add(path, $"is \"{file}\", which holds the same key as {owners[key!]}, so the audit log could not tell their orders apart. Make another one: openssl rand -hex 32 > {file}");
        }
        else if (isCheck && ApiKeyFile.IsForAll(file))
        {
            errors.Add(path, $"is \"{file}\", which everybody on this machine can read. Write: chmod o-r {file}");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@')
        && !name.Equals(ApiKeys.SharedName, StringComparison.OrdinalIgnoreCase)
        && !name.Equals(LocalKey.FileName, StringComparison.OrdinalIgnoreCase);
}
