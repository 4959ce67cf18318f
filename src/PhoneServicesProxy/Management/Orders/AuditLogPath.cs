namespace PhoneServicesProxy.Management.Orders;

/// <summary>Where the audit log is; null for the gateway's own log.</summary>
internal sealed record AuditLogPath(string? Value)
{
    public const string FileName = "audit.jsonl";

    /// <param name="configured">The setting: null where it is not set, empty where there is to be no file.</param>
    /// <param name="stateFile">The state file; null where nothing is kept.</param>
    public static AuditLogPath Of(string? configured, string? stateFile) => new(
        configured is { Length: > 0 } ? Path.GetFullPath(configured)
        : configured is null && stateFile is not null ? Path.Combine(Path.GetDirectoryName(stateFile)!, FileName)
        : null);
}
