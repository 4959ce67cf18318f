using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Failover;

/// <summary>Checks the time limits of each failover policy against one another.</summary>
internal static class FailoverPoliciesValidator
{
    public static void Validate(IReadOnlyDictionary<string, FailoverPolicyOptions> policies, ErrorList errors)
    {
        foreach (var (name, policy) in policies)
        {
            var key = $"{FailoverPolicyOptions.Section}:{name}";
            if (policy.ConnectTimeout >= policy.AttemptTimeout)
            {
                Add($"{key}:{nameof(policy.ConnectTimeout)}", policy.ConnectTimeout, $"{key}:{nameof(policy.AttemptTimeout)}", policy.AttemptTimeout,
                    "Connecting is a part of each attempt: write a shorter ConnectTimeout or a longer AttemptTimeout.");
            }

            if (policy.AttemptTimeout > policy.TotalTimeout)
            {
                Add($"{key}:{nameof(policy.AttemptTimeout)}", policy.AttemptTimeout, $"{key}:{nameof(policy.TotalTimeout)}", policy.TotalTimeout,
                    "All attempts together end after TotalTimeout: write a shorter AttemptTimeout or a longer TotalTimeout.");
            }

            if (policy.Hedging.MinDelay > policy.Hedging.MaxDelay)
            {
                var hedging = $"{key}:{nameof(policy.Hedging)}";
                Add($"{hedging}:{nameof(HedgingOptions.MinDelay)}", policy.Hedging.MinDelay, $"{hedging}:{nameof(HedgingOptions.MaxDelay)}", policy.Hedging.MaxDelay,
                    "Write a shorter MinDelay or a longer MaxDelay.");
            }
        }

        void Add(string key, TimeSpan value, string otherKey, TimeSpan other, string remedy) =>
            errors.AddConflict((key, TimeText.InFile(value)), (otherKey, TimeText.InFile(other)), remedy);
    }
}
