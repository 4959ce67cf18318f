using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.AccessLog;

/// <summary>Checks that the access log has a folder.</summary>
internal static class AccessLogValidator
{
    /// <param name="log">The settings.</param>
    /// <param name="stateFile">Returns the state file, null if nothing is kept. It is called only if the result matters.</param>
    /// <param name="errors">The list to which errors are added.</param>
    public static void Validate(AccessLogOptions log, Func<string?> stateFile, ErrorList errors)
    {
        const string Key = $"{AccessLogOptions.Section}:{nameof(AccessLogOptions.Directory)}";
        if (!log.Enabled)
        {
            return;
        }

        if (log.Directory?.Contains('\0', StringComparison.Ordinal) == true)
        {
            errors.Add(Key, "holds a null character. Write the path of a folder.");
        }
        else if (AccessLogFolder.Of(log.Directory, string.IsNullOrEmpty(log.Directory) ? stateFile() : null) is not { } folder)
        {
            errors.Add(Key, "is missing, and without a state file there is no default. Write the path of a folder, such as \"/var/lib/phone-services-proxy/access-log\".");
        }
        else if (FileAbove(folder) is { } file)
        {
            errors.Add(Key, $"is \"{folder}\", but {file} is a file, not a folder. Write the path of a folder of its own.");
        }
    }

    private static string? FileAbove(string folder)
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
