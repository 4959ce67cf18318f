namespace PhoneServicesProxy.Wiring;

/// <summary>The number of phones that were seen.</summary>
/// <param name="Day">In the last 24 hours.</param>
/// <param name="Week">In the last seven days.</param>
/// <param name="IsMore">True if there were more than can be counted. Then both numbers are minimums.</param>
internal readonly record struct PhoneCounts(int Day, int Week, bool IsMore);
