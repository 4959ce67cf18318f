namespace PhoneServicesProxy.Management.Api;

/// <summary>Which phone is to be watched, and for how long.</summary>
/// <param name="Device">Its name, such as SEP001122334455.</param>
/// <param name="Seconds">For how long: 1 to 28800 seconds; null for 900, a quarter of an hour.</param>
public sealed record WatchRequest(string? Device, int? Seconds = null);
