using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Who may come in, and how often: <c>PhoneServices:Security</c>. Changes take effect at once. Each gateway counts for itself and
/// remembers nothing over a restart.
/// </summary>
public sealed class SecurityOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Security";

    /// <summary>
    /// Where phones are: networks such as <c>10.20.0.0/16</c> or <c>2001:db8:20::/48</c>, or single addresses. Whoever comes from
    /// elsewhere is refused: a phone with a page, anybody else with 403. <c>0.0.0.0/0</c> and <c>::/0</c> let everybody in.
    /// <value>
    /// None by default, which is private addresses (RFC 1918: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16; RFC 4193: fc00::/7),
    /// link-local ones (169.254.0.0/16, fe80::/10) and this machine (127.0.0.0/8, ::1).
    /// </value>
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// Proxies and load balancers in front of the gateway, as networks or addresses. Where the connection comes from one of them, the
    /// phone's address is the last one in <c>X-Forwarded-For</c> that is not itself a known proxy's. From anybody else the header is
    /// not believed, and it never goes on to a node.
    /// <value>None by default: the phone's address is the connection's.</value>
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>How often one address may press keys.</summary>
    public RateLimitOptions RateLimit { get; init; } = new();

    /// <summary>How failed logins of Extension Mobility slow down further ones.</summary>
    public FailedLoginOptions FailedLogins { get; init; } = new();
}
