using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Audit;

/// <summary>Checks the addresses by which phones reach the gateway.</summary>
internal static class AuditValidator
{
    public static void Validate(AuditOptions options, ErrorList errors)
    {
        foreach (var (index, address) in options.GatewayAddresses.Index())
        {
            if (AddressBook.HostAndPort(address) is null)
            {
                var key = $"{AuditOptions.Section}:{nameof(AuditOptions.GatewayAddresses)}:{index}";
                errors.Add(key, $"is \"{address}\". Write a host name or address, with a port or without, such as \"10.1.0.10\" or \"phones.example.com:8080\".");
            }
        }
    }
}
