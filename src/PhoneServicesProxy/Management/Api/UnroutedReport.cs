namespace PhoneServicesProxy.Management.Api;

/// <summary>A path in a node's pages that no route matches.</summary>
/// <param name="Path">The beginning of the path.</param>
/// <param name="Service">The service whose page has the link.</param>
/// <param name="Since">The time when it was first seen.</param>
public sealed record UnroutedReport(string Path, string Service, DateTimeOffset Since);
