using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>Checks the networks of those who may come in, and that waiting for a login can grow.</summary>
internal static class SecurityValidator
{
    private const string Section = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Security)}";

    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var security = options.Security;
        CheckNetworks(nameof(SecurityOptions.AllowedNetworks), security.AllowedNetworks);
        CheckNetworks(nameof(SecurityOptions.KnownProxies), security.KnownProxies);
        CheckNetworks($"{nameof(SecurityOptions.RateLimit)}:{nameof(RateLimitOptions.ExemptNetworks)}", security.RateLimit.ExemptNetworks);
        var logins = security.FailedLogins;
        if (logins.InitialDelay > logins.MaxDelay)
        {
            const string Logins = $"{Section}:{nameof(SecurityOptions.FailedLogins)}";
            errors.Add(SettingConflict.Of(
                sources, ($"{Logins}:{nameof(logins.InitialDelay)}", TimeText.InFile(logins.InitialDelay)), ($"{Logins}:{nameof(logins.MaxDelay)}", TimeText.InFile(logins.MaxDelay)),
                "Write a shorter InitialDelay or a longer MaxDelay."));
        }

        void CheckNetworks(string property, IEnumerable<string> networks)
        {
            foreach (var network in networks.Where(network => AddressSet.Parse(network) is null))
            {
                Add(property, $"holds \"{network}\". {NetworkText.Remedy(network, "Write networks with the length of their prefix, such as \"10.20.0.0/16\", or addresses.")}");
            }
        }

        void Add(string property, string message) => errors.Add(new(sources.Of($"{Section}:{property}"), $"{Section}:{property}", message));
    }
}
