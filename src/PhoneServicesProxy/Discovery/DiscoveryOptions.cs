using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Discovery;

/// <summary>
/// Nodes that are found by DNS: <c>PhoneServices:Discovery</c>. They stand beside those of <c>PhoneServices:Nodes</c>; one of
/// those with the same name, or the same host and port, stands in the place of the one that was found.
/// </summary>
public sealed class DiscoveryOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Discovery";

    /// <summary>A name each of whose A or AAAA records is a node, such as <c>ccm.example.com</c>; in full, no search domain is added. <value>None by default.</value></summary>
    public string? AddressName { get; init; }

    /// <summary>
    /// A name each of whose SRV records (RFC 2782) is a node, such as <c>_phoneservices._tcp.example.com</c>: target and port
    /// are the node's address, priority and weight its <c>Priority</c> and <c>Weight</c>. <value>None by default.</value>
    /// </summary>
    public string? ServiceName { get; init; }

    /// <summary>How nodes are reached. <value><see cref="NodeScheme.Http"/> by default.</value></summary>
    public NodeScheme Scheme { get; init; } = NodeScheme.Http;

    /// <summary>The nodes' port, for <see cref="AddressName"/>; SRV records bring their own. <value>8080 by default, 1 to 65535.</value></summary>
    [Range(1, 65535, ErrorMessage = "Write a port from 1 to 65535; CallManager 4.x listens on 80, later versions on 8080 and, with https, on 8443.")]
    public int Port { get; init; } = 8080;

    /// <summary>Which addresses of a name are nodes. <value><see cref="AddressPreference.PreferIPv4"/> by default.</value></summary>
    public AddressPreference Addresses { get; init; } = AddressPreference.PreferIPv4;

    /// <summary>
    /// Networks in which nodes may be, such as <c>10.1.0.0/16</c>: an address outside is never used, whatever DNS says.
    /// <value>None by default, which is every network but loopback and link-local.</value>
    /// </summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>
    /// Addresses of name servers, with a port where it is not 53, in the order in which they are asked: the next one where one
    /// does not answer, answers with an error, or has no such records. <value>By default those of the system.</value>
    /// </summary>
    public IReadOnlyList<string> NameServers { get; init; } = [];

    /// <summary>How long a name server has to answer; it is asked twice. <value>1 s by default, 50 ms to 30 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 50 ms to 30 s.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Records are asked for again when their time to live is over, but not sooner than this. <value>5 s by default, 1 s to 1 d.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 d.")]
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same, but not later than this. <value>5 min by default, 1 s to 1 d.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 d.")]
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After a lookup that failed the next one comes so soon; doubled with each further failure, up to 30 s.
    /// <value>1 s by default, 100 ms to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 100 ms to 1 h.")]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The <c>MaxConcurrentRequests</c> of each node that is found. <value>0 by default, which is no limit; 0 to 65535.</value></summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; }

    /// <summary>Whether there is anything to look up.</summary>
    internal bool IsConfigured => !string.IsNullOrEmpty(AddressName) || !string.IsNullOrEmpty(ServiceName);
}
