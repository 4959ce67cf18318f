using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The running watches of phones.</summary>
/// <param name="Watches">Each watch, without its presses.</param>
public sealed record WatchesReport(IReadOnlyList<WatchReport> Watches);
