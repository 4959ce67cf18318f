using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks the time limits of each failover policy against one another.</summary>
internal static class FailoverPoliciesValidator
{
    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        foreach (var (name, policy) in options.FailoverPolicies)
        {
            var key = $"{PhoneServicesOptions.Section}:FailoverPolicies:{name}";
            if (policy.ConnectTimeout >= policy.AttemptTimeout)
            {
                Add(key, nameof(FailoverPolicyOptions.ConnectTimeout), policy.ConnectTimeout,
                    $"an attempt ends after {policy.AttemptTimeout:c} (AttemptTimeout). Write a shorter ConnectTimeout or a longer AttemptTimeout.");
            }

            if (policy.AttemptTimeout > policy.TotalTimeout)
            {
                Add(key, nameof(FailoverPolicyOptions.AttemptTimeout), policy.AttemptTimeout,
                    $"all attempts together end after {policy.TotalTimeout:c} (TotalTimeout). Write a shorter AttemptTimeout or a longer TotalTimeout.");
            }

            if (policy.Hedging.MinDelay > policy.Hedging.MaxDelay)
            {
                Add(key, $"{nameof(FailoverPolicyOptions.Hedging)}:{nameof(HedgingOptions.MinDelay)}", policy.Hedging.MinDelay,
                    $"the longest wait is {policy.Hedging.MaxDelay:c} (MaxDelay). Write a shorter MinDelay or a longer MaxDelay.");
            }
        }

        void Add(string policy, string property, TimeSpan value, string remedy)
        {
            var key = $"{policy}:{property}";
            errors.Add(new(sources.Of(key), key, $"is \"{value:c}\", but {remedy}"));
        }
    }
}
