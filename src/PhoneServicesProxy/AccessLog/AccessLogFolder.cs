namespace PhoneServicesProxy.AccessLog;

/// <summary>Finds the folder of the access log.</summary>
internal static class AccessLogFolder
{
    private const string Name = "access-log";

    /// <summary>Returns null if there is none.</summary>
    /// <param name="configured">The setting.</param>
    /// <param name="stateFile">The state file; null if nothing is kept.</param>
    public static string? Of(string? configured, string? stateFile) =>
        !string.IsNullOrEmpty(configured) ? Path.GetFullPath(configured)
        : stateFile is not null ? Path.Combine(Path.GetDirectoryName(stateFile)!, Name)
        : null;
}
