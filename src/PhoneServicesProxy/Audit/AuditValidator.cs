using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Audit;

/// <summary>Checks under which addresses phones are said to reach the gateway.</summary>
internal static class AuditValidator
{
    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        foreach (var (index, address) in options.Audit.GatewayAddresses.Index())
        {
            if (AddressBook.HostAndPort(address) is null)
            {
                var key = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Audit)}:{nameof(AuditOptions.GatewayAddresses)}:{index}";
                errors.Add(new(sources.Of(key), key, $"is \"{address}\". Write a host name or address, with a port or without, such as \"10.1.0.10\" or \"phones.example.com:8080\"."));
            }
        }
    }
}
