namespace PhoneServicesProxy.Watching;

/// <summary>A watch over one phone, and what it has seen.</summary>
/// <param name="Id">Its name in the API.</param>
/// <param name="Device">The phone.</param>
/// <param name="By">Who watches.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="IsOver">The time is up: what is here is all that there will be, and is forgotten in a moment.</param>
/// <param name="Seen">How many presses it has seen.</param>
/// <param name="Presses">Those that are kept and were asked for, the latest last; the last 200 are kept.</param>
public sealed record WatchReport(
    string Id, string Device, string By, DateTimeOffset Since, DateTimeOffset Until, bool IsOver, long Seen, IReadOnlyList<WatchedPressReport> Presses);
