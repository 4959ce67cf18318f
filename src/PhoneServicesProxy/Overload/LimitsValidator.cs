using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Overload;

/// <summary>Checks limits against each other.</summary>
internal static class LimitsValidator
{
    private const string Limits = LimitsOptions.Section;
    private const string LoadShedding = LoadSheddingOptions.Section;

    public static void Validate(LimitsOptions limits, LoadSheddingOptions shedding, ErrorList errors)
    {
        if (limits.MaxConnectionsPerClient > limits.MaxConcurrentConnections)
        {
            Add($"{Limits}:{nameof(limits.MaxConnectionsPerClient)}", $"{limits.MaxConnectionsPerClient}", $"{Limits}:{nameof(limits.MaxConcurrentConnections)}", $"{limits.MaxConcurrentConnections}",
                "One client cannot have more connections than all clients together: write a smaller MaxConnectionsPerClient or a larger MaxConcurrentConnections; 0 is no limit.");
        }

        if (limits.MaxRequestLineSize > limits.MaxRequestHeadersTotalSize)
        {
            Add($"{Limits}:{nameof(limits.MaxRequestLineSize)}", $"{limits.MaxRequestLineSize}", $"{Limits}:{nameof(limits.MaxRequestHeadersTotalSize)}", $"{limits.MaxRequestHeadersTotalSize}",
                "Write a smaller MaxRequestLineSize or a larger MaxRequestHeadersTotalSize, in bytes.");
        }

        if (shedding.TargetDelay >= shedding.Interval)
        {
            Add($"{LoadShedding}:{nameof(shedding.TargetDelay)}", TimeText.InFile(shedding.TargetDelay), $"{LoadShedding}:{nameof(shedding.Interval)}", TimeText.InFile(shedding.Interval),
                "Write a shorter TargetDelay or a longer Interval.");
        }

        void Add(string key, string value, string otherKey, string other, string remedy) =>
            errors.AddConflict((key, value), (otherKey, other), remedy);
    }
}
