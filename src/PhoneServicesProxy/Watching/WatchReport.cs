namespace PhoneServicesProxy.Watching;

/// <summary>The watch of one phone, with its presses.</summary>
/// <param name="Id">Its id in the API.</param>
/// <param name="Device">The phone.</param>
/// <param name="By">The person who watches.</param>
/// <param name="Since">The start.</param>
/// <param name="Until">The end, unless it is ended before.</param>
/// <param name="IsOver">True if the time is up. Then no presses follow, and the watch is forgotten soon.</param>
/// <param name="Seen">The number of presses since the start.</param>
/// <param name="Presses">The presses that were asked for, the latest last. The last 200 are kept.</param>
public sealed record WatchReport(
    string Id, string Device, string By, DateTimeOffset Since, DateTimeOffset Until, bool IsOver, long Seen, IReadOnlyList<WatchedPressReport> Presses);
