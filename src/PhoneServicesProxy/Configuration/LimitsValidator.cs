using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks limits against each other.</summary>
internal static class LimitsValidator
{
    private const string Limits = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Limits)}";
    private const string LoadShedding = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.LoadShedding)}";

    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var limits = options.Limits;
        if (limits.MaxConnectionsPerClient > limits.MaxConcurrentConnections)
        {
            Add($"{Limits}:{nameof(LimitsOptions.MaxConnectionsPerClient)}",
                $"is {limits.MaxConnectionsPerClient}, but all clients together may have {limits.MaxConcurrentConnections} ({nameof(LimitsOptions.MaxConcurrentConnections)}). Write at most that, or 0 for no limit.");
        }

        if (limits.MaxRequestLineSize > limits.MaxRequestHeadersTotalSize)
        {
            Add($"{Limits}:{nameof(LimitsOptions.MaxRequestLineSize)}",
                $"is {limits.MaxRequestLineSize}, more than the {limits.MaxRequestHeadersTotalSize} bytes for all headers ({nameof(LimitsOptions.MaxRequestHeadersTotalSize)}). Write at most that.");
        }

        var shedding = options.LoadShedding;
        if (shedding.TargetDelay >= shedding.Interval)
        {
            Add($"{LoadShedding}:{nameof(LoadSheddingOptions.TargetDelay)}",
                $"is \"{shedding.TargetDelay:c}\", but waits are looked at for {shedding.Interval:c} ({nameof(LoadSheddingOptions.Interval)}). Write a shorter TargetDelay or a longer Interval.");
        }

        void Add(string key, string message) => errors.Add(new(sources.Of(key), key, message));
    }
}
