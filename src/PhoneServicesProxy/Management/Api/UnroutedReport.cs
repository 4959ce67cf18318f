namespace PhoneServicesProxy.Management.Api;

/// <summary>A path on nodes that a page leads to, and no route takes.</summary>
/// <param name="Path">The beginning of the path.</param>
/// <param name="Service">The service whose page leads there.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record UnroutedReport(string Path, string Service, DateTimeOffset Since);
