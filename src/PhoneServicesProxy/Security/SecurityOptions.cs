using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>
/// The clients that may use the gateway, and how often: <c>PhoneServices:Security</c>. A reload changes these settings.
/// Each gateway counts for itself, and a restart clears the counts.
/// </summary>
public sealed class SecurityOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Security";

    /// <summary>
    /// The phones' networks, such as <c>10.20.0.0/16</c> or <c>2001:db8:20::/48</c>, or single addresses. All other clients are refused:
    /// a phone with a page, others with status 403. <c>0.0.0.0/0</c> and <c>::/0</c> allow every client.
    /// <value>
    /// None by default, which means private addresses (RFC 1918: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16; RFC 4193: fc00::/7),
    /// link-local addresses (169.254.0.0/16, fe80::/10) and this machine (127.0.0.0/8, ::1).
    /// </value>
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// Proxies and load balancers in front of the gateway, as networks or addresses. For a connection from one of them, the phone's address is the
    /// last address in <c>X-Forwarded-For</c> that is not a known proxy. From other clients the header is ignored. It is never sent to a node.
    /// <value>None by default: the phone's address is the connection's.</value>
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>How often one address may press keys.</summary>
    public RateLimitOptions RateLimit { get; init; } = new();

    /// <summary>How failed Extension Mobility logins delay further ones.</summary>
    public FailedLoginOptions FailedLogins { get; init; } = new();
}
