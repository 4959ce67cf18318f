namespace PhoneServicesProxy.Management.Overrides;

/// <summary>Where the state file is; null for nowhere.</summary>
internal sealed record StateFilePath(string? Value);
