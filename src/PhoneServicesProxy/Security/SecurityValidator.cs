using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Security;

/// <summary>Checks the lists of networks, and that the login delay can grow.</summary>
internal static class SecurityValidator
{
    public static void Validate(SecurityOptions security, ErrorList errors)
    {
        CheckNetworks(nameof(SecurityOptions.AllowedNetworks), security.AllowedNetworks);
        CheckNetworks(nameof(SecurityOptions.KnownProxies), security.KnownProxies);
        CheckNetworks($"{nameof(SecurityOptions.RateLimit)}:{nameof(RateLimitOptions.ExemptNetworks)}", security.RateLimit.ExemptNetworks);
        var logins = security.FailedLogins;
        if (logins.InitialDelay > logins.MaxDelay)
        {
            const string Logins = $"{SecurityOptions.Section}:{nameof(SecurityOptions.FailedLogins)}";
            errors.AddConflict(($"{Logins}:{nameof(logins.InitialDelay)}", TimeText.InFile(logins.InitialDelay)), ($"{Logins}:{nameof(logins.MaxDelay)}", TimeText.InFile(logins.MaxDelay)),
                "Write a shorter InitialDelay or a longer MaxDelay.");
        }

        void CheckNetworks(string property, IEnumerable<string> networks)
        {
            foreach (var network in networks.Where(network => AddressSet.Parse(network) is null))
            {
                Add(property, $"holds \"{network}\". {NetworkText.Remedy(network, "Write networks with the length of their prefix, such as \"10.20.0.0/16\", or addresses.")}");
            }
        }

        void Add(string property, string message) => errors.Add($"{SecurityOptions.Section}:{property}", message);
    }
}
