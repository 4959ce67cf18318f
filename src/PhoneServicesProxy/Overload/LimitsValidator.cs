using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

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
            Add($"{Limits}:{nameof(limits.MaxConnectionsPerClient)}", $"{limits.MaxConnectionsPerClient}", $"{Limits}:{nameof(limits.MaxConcurrentConnections)}", $"{limits.MaxConcurrentConnections}",
                "One client cannot have more than all together: write a smaller MaxConnectionsPerClient or a larger MaxConcurrentConnections; 0 is no limit.");
        }

        if (limits.MaxRequestLineSize > limits.MaxRequestHeadersTotalSize)
        {
            Add($"{Limits}:{nameof(limits.MaxRequestLineSize)}", $"{limits.MaxRequestLineSize}", $"{Limits}:{nameof(limits.MaxRequestHeadersTotalSize)}", $"{limits.MaxRequestHeadersTotalSize}",
                "Write a smaller MaxRequestLineSize or a larger MaxRequestHeadersTotalSize, in bytes.");
        }

        var shedding = options.LoadShedding;
        if (shedding.TargetDelay >= shedding.Interval)
        {
            Add($"{LoadShedding}:{nameof(shedding.TargetDelay)}", TimeText.InFile(shedding.TargetDelay), $"{LoadShedding}:{nameof(shedding.Interval)}", TimeText.InFile(shedding.Interval),
                "Write a shorter TargetDelay or a longer Interval.");
        }

        void Add(string key, string value, string otherKey, string other, string remedy) =>
            errors.Add(SettingConflict.Of(sources, (key, value), (otherKey, other), remedy));
    }
}
