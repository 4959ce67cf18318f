using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Decides when a name is looked up again.</summary>
internal static class LookupSchedule
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    /// <summary>The time to the next lookup after a successful one: the records' time to live, within the limits.</summary>
    public static TimeSpan AfterSuccess(TimeSpan timeToLive, DiscoveryOptions options) =>
        timeToLive < options.MinInterval ? options.MinInterval
        : timeToLive > options.MaxInterval ? options.MaxInterval
        : timeToLive;

    /// <summary>The time to the next lookup after this number of failures in succession.</summary>
    public static TimeSpan AfterFailure(int failures, DiscoveryOptions options)
    {
        var longest = options.RetryInterval > LongestRetry ? options.RetryInterval : LongestRetry;
        var doubled = options.RetryInterval * Math.Pow(2, Math.Min(failures - 1, 20));
        return doubled < longest ? doubled : longest;
    }
}
