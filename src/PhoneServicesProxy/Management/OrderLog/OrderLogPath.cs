namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>The path of the audit log; null for the gateway's own log.</summary>
internal sealed record OrderLogPath(string? Value)
{
    public const string FileName = "audit.jsonl";

    /// <param name="configured">The setting: null if it is not set, empty for no file.</param>
    /// <param name="stateFile">The state file; null if there is none.</param>
    public static OrderLogPath Of(string? configured, string? stateFile) => new(
        configured is { Length: > 0 } ? Path.GetFullPath(configured)
        : configured is null && stateFile is not null ? Path.Combine(Path.GetDirectoryName(stateFile)!, FileName)
        : null);
}
