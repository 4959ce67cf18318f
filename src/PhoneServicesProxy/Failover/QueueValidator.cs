using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Failover;

/// <summary>Checks that a press can wait in a node's queue and still be answered in time.</summary>
internal static class QueueValidator
{
    public static void Validate(
        QueueOptions queue, IReadOnlyDictionary<string, FailoverPolicyOptions> policies, IEnumerable<int> limits, ErrorList errors)
    {
        var nobodyWaits = queue.Length == 0 || limits.All(limit => limit == 0);
        if (nobodyWaits || policies.Count == 0)
        {
            return;
        }

        var (name, policy) = policies.MinBy(policy => policy.Value.TotalTimeout);
        if (queue.Time >= policy.TotalTimeout)
        {
            const string Key = $"{QueueOptions.Section}:{nameof(QueueOptions.Time)}";
            errors.AddConflict((Key, TimeText.InFile(queue.Time)),
                ($"{FailoverPolicyOptions.Section}:{name}:{nameof(policy.TotalTimeout)}", TimeText.InFile(policy.TotalTimeout)),
                "A press ends after TotalTimeout: write a shorter Time or a longer TotalTimeout.");
        }
    }
}
