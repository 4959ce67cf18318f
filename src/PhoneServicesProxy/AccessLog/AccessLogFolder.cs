namespace PhoneServicesProxy.AccessLog;

/// <summary>Where the access log is.</summary>
internal static class AccessLogFolder
{
    private const string Name = "access-log";

    /// <summary>Null where there is no place for it.</summary>
    /// <param name="configured">The setting.</param>
    /// <param name="stateFile">The state file; null where nothing is kept.</param>
    public static string? Of(string? configured, string? stateFile) =>
        !string.IsNullOrEmpty(configured) ? Path.GetFullPath(configured)
        : stateFile is not null ? Path.Combine(Path.GetDirectoryName(stateFile)!, Name)
        : null;
}
