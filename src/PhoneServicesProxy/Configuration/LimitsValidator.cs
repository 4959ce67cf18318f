using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks limits against each other.</summary>
internal static class LimitsValidator
{
    private const string Section = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Limits)}";

    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var limits = options.Limits;
        if (limits.MaxConnectionsPerClient > limits.MaxConcurrentConnections)
        {
            Add(nameof(LimitsOptions.MaxConnectionsPerClient),
                $"is {limits.MaxConnectionsPerClient}, but all clients together may have {limits.MaxConcurrentConnections} ({nameof(LimitsOptions.MaxConcurrentConnections)}). Write at most that, or 0 for no limit.");
        }

        if (limits.MaxRequestLineSize > limits.MaxRequestHeadersTotalSize)
        {
            Add(nameof(LimitsOptions.MaxRequestLineSize),
                $"is {limits.MaxRequestLineSize}, more than the {limits.MaxRequestHeadersTotalSize} bytes for all headers ({nameof(LimitsOptions.MaxRequestHeadersTotalSize)}). Write at most that.");
        }

        void Add(string name, string message)
        {
            var key = $"{Section}:{name}";
            errors.Add(new(sources.Of(key), key, message));
        }
    }
}
