namespace PhoneServicesProxy.Management.Overrides;

/// <summary>The path of the state file; null if there is none.</summary>
internal sealed record StateFilePath(string? Value);
