using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Audit;

/// <summary>How the command <c>audit</c> reads the phones' configuration: <c>PhoneServices:Audit</c>. Only that command reads these settings.</summary>
public sealed class AuditOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Audit";

    /// <summary>
    /// The TCP port of the nodes' HTTP service that gives the phones' configuration files without a password. It belongs to CallManager's TFTP service.
    /// <value>6970 by default, 1 to 65535.</value>
    /// </summary>
    [Range(1, 65535, ErrorMessage = "Write the port of the nodes' HTTP configuration service, from 1 to 65535; CallManager's is 6970.")]
    public int Port { get; init; } = 6970;

    /// <summary>
    /// Further addresses by which phones reach the gateway, such as the shared address of two gateways (VRRP) or a DNS name. Write a host, with a port
    /// if it is not one of <c>Urls</c>. The addresses in <c>Urls</c> and <c>PublicBaseAddress</c> are known anyway.
    /// <value>None by default.</value>
    /// </summary>
    public IReadOnlyList<string> GatewayAddresses { get; init; } = [];
}
