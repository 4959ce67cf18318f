using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Failover;

/// <summary>Checks that a press can wait for a node and still be answered.</summary>
internal static class QueueValidator
{
    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var nobodyWaits = options.Queue.Length == 0
            || (options.Discovery.MaxConcurrentRequests == 0 && options.Nodes.Values.All(node => node.MaxConcurrentRequests == 0));
        if (nobodyWaits || options.FailoverPolicies.Count == 0)
        {
            return;
        }

        var (name, policy) = options.FailoverPolicies.MinBy(policy => policy.Value.TotalTimeout);
        if (options.Queue.Time >= policy.TotalTimeout)
        {
            const string Key = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Queue)}:{nameof(QueueOptions.Time)}";
            errors.Add(SettingConflict.Of(
                sources, (Key, TimeText.InFile(options.Queue.Time)),
                ($"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.FailoverPolicies)}:{name}:{nameof(policy.TotalTimeout)}", TimeText.InFile(policy.TotalTimeout)),
                "A press ends after TotalTimeout: write a shorter Time or a longer TotalTimeout."));
        }
    }
}
