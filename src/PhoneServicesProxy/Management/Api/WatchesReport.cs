using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The watches over phones that go on at the moment.</summary>
/// <param name="Watches">Each of them, without its presses.</param>
public sealed record WatchesReport(IReadOnlyList<WatchReport> Watches);
