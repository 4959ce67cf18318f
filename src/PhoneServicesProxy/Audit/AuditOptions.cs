using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Audit;

/// <summary>How <c>audit</c> reads what phones are configured with: <c>PhoneServices:Audit</c>. Read by that command alone.</summary>
public sealed class AuditOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Audit";

    /// <summary>
    /// The TCP port on which nodes give the configuration files of phones by HTTP, without a password: CallManager's TFTP service.
    /// <value>6970 by default, 1 to 65535.</value>
    /// </summary>
    [Range(1, 65535, ErrorMessage = "Write the port of the nodes' HTTP configuration service, from 1 to 65535; CallManager's is 6970.")]
    public int Port { get; init; } = 6970;

    /// <summary>
    /// Further addresses under which phones reach the gateway, such as that of a pair of gateways (VRRP) or a name in DNS: host, with a port where
    /// that is none of <c>Urls</c>. Those of <c>Urls</c> and of <c>PublicBaseAddress</c> are known without.
    /// <value>None by default.</value>
    /// </summary>
    public IReadOnlyList<string> GatewayAddresses { get; init; } = [];
}
