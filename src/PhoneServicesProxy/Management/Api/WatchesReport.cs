using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The running watches of phones.</summary>
/// <param name="Watches">Each watch, without its presses.</param>
public sealed record WatchesReport(IReadOnlyList<WatchReport> Watches);

/// <summary>The phone to watch, and the duration.</summary>
/// <param name="Device">Its name, such as SEP001122334455.</param>
/// <param name="Seconds">The duration, 1 to 28800 seconds; null for 900 (a quarter of an hour).</param>
public sealed record WatchRequest(string? Device, int? Seconds = null);
