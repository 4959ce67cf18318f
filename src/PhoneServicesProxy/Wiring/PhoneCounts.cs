namespace PhoneServicesProxy.Wiring;

/// <summary>How many phones were seen.</summary>
/// <param name="Day">In the last 24 hours.</param>
/// <param name="Week">In the last seven days.</param>
/// <param name="IsMore">There were more than can be counted: both are the least that it was.</param>
internal readonly record struct PhoneCounts(int Day, int Week, bool IsMore);
