using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>
/// Nodes that are found by DNS: <c>PhoneServices:Discovery</c>. They are added to those of <c>PhoneServices:Nodes</c>. If a node there has the
/// same name, or the same host and port, it is used instead of the discovered one. A reload changes these settings.
/// </summary>
public sealed class DiscoveryOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Discovery";

    /// <summary>
    /// A full host name, such as <c>ccm.example.com</c>, whose A or AAAA records are nodes. No search domain is added. <value>None by default.</value>
    /// </summary>
    public string? AddressName { get; init; }

    /// <summary>
    /// A name whose SRV records (RFC 2782) are nodes, such as <c>_phoneservices._tcp.example.com</c>. Target and port
    /// are the node's address. Priority and weight are its <c>Priority</c> and <c>Weight</c>. <value>None by default.</value>
    /// </summary>
    public string? ServiceName { get; init; }

    /// <summary>The scheme for discovered nodes. <value><see cref="NodeScheme.Http"/> by default.</value></summary>
    public NodeScheme Scheme { get; init; } = NodeScheme.Http;

    /// <summary>The port of nodes found by <see cref="AddressName"/>. SRV records have their own. <value>8080 by default, 1 to 65535.</value></summary>
    [Range(1, 65535, ErrorMessage = "Write a port from 1 to 65535; CallManager 4.x listens on 80, later versions on 8080 and, with https, on 8443.")]
    public int Port { get; init; } = 8080;

    /// <summary>Which addresses of a name become nodes. <value><see cref="AddressPreference.PreferIPv4"/> by default.</value></summary>
    public AddressPreference Addresses { get; init; } = AddressPreference.PreferIPv4;

    /// <summary>
    /// The networks in which nodes may be, such as <c>10.1.0.0/16</c>. An address outside them is never used.
    /// <value>None by default, which means every network except loopback and link-local.</value>
    /// </summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>
    /// Addresses of name servers, with a port if it is not 53, in the order in which they are asked. The next one is asked if one
    /// does not answer, answers with an error, or has no such records. <value>By default those of the system.</value>
    /// </summary>
    public IReadOnlyList<string> NameServers { get; init; } = [];

    /// <summary>How long a name server has to answer. It is asked twice. <value>1 s by default, 50 ms to 30 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00.050 to 00:00:30, such as \"00:00:01\".")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The shortest time between two lookups. Records are looked up again when their time to live ends. <value>5 s by default, 1 s to 1 d.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:01 to 1.00:00:00, such as \"00:00:05\".")]
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest time between two lookups. <value>5 min by default, 1 s to 1 d.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:01 to 1.00:00:00, such as \"00:05:00\".")]
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The time until the next lookup after a failed one. It doubles with each further failure, up to 30 s.
    /// <value>1 s by default, 100 ms to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00.100 to 01:00:00, such as \"00:00:01\".")]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The <c>MaxConcurrentRequests</c> of each discovered node. <value>0 by default, which means no limit; 0 to 65535.</value></summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; }

    /// <summary>True if there is a name to look up.</summary>
    internal bool IsConfigured => !string.IsNullOrEmpty(AddressName) || !string.IsNullOrEmpty(ServiceName);
}
