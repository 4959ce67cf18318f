using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>One CallManager node, a publisher or a subscriber: <c>PhoneServices:Nodes:NAME</c>. A reload changes these settings.</summary>
public sealed class NodeOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Nodes";

    /// <summary>
    /// Scheme, host and port that the gateway connects to, such as <c>http://10.1.1.1:8080/</c>. CallManager 4.x listens on port 80, later versions
    /// on 8080 and, with https, on 8443. <value>Required.</value>
    /// </summary>
    [Required(ErrorMessage = "Write the node's address, such as \"http://10.1.1.1:8080/\".")]
    public string? Address { get; init; }

    /// <summary>
    /// The node's tier. The nodes with the lowest number are used while one of them is up (as in an SRV record, RFC 2782).
    /// <value>1 by default, 0 to 65535.</value>
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; the lowest is used first.")]
    public int Priority { get; init; } = 1;

    /// <summary>
    /// The node's share of the requests in its tier, relative to the other weights. A node of weight 0 gets no new devices.
    /// <value>8 by default, 0 to 65535 (default and range of IOS SLB's <c>weight</c>).</value>
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; a node of weight 16 gets twice the share of one of weight 8.")]
    public int Weight { get; init; } = 8;

    /// <summary>
    /// The number of requests that this gateway sends to the node at once (IOS SLB's <c>maxconns</c>), over all services. Attempts that
    /// another node has overtaken count until they end. Probes do not count. A full node is skipped while another node
    /// of its tier has room. If none has, requests wait as <c>PhoneServices:Queue</c> says. Each gateway counts its own requests only.
    /// Extension Mobility has its own limit for logins and logouts, Maximum Concurrent Requests, 5 by default. Above it, it answers
    /// with error 26.
    /// <value>0 by default, which means no limit; 0 to 65535.</value>
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; }

    /// <summary>The administrative state, which says whether the node gets requests. <value><see cref="NodeState.Active"/> by default.</value></summary>
    public NodeState State { get; init; } = NodeState.Active;

    /// <summary>Further host names or addresses that pages may use for this node. <value>None by default.</value></summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// The <c>Host</c> header that is sent to the node. <value>Empty by default: the phone's own is sent, as behind IOS SLB.</value>
    /// </summary>
    public string? Host { get; init; }

    /// <summary>
    /// For a node with https: a PEM file with the certificates that the node may use, or those of the authorities that sign them. A
    /// certificate that is itself in the file is accepted with any name and dates. One that an authority has signed must be valid
    /// and must name the node's address, its <see cref="Host"/> or one of its <see cref="Aliases"/>. The file is read again when it changes.
    /// <value>None by default: the authorities that the gateway's machine trusts.</value>
    /// </summary>
    public string? TrustedCertificateFile { get; init; }

    /// <summary>
    /// For a node with https: SHA-256 fingerprints of certificates that the node may use, with any name and dates. Write them as
    /// <c>openssl x509 -noout -fingerprint -sha256</c> prints them.
    /// <value>None by default.</value>
    /// </summary>
    public IReadOnlyList<string> TrustedFingerprints { get; init; } = [];

    /// <summary>
    /// For a node with https: accepts every certificate. Then an attacker between gateway and node can read and change everything that is
    /// sent, including PINs. <value>False by default.</value>
    /// </summary>
    public bool DangerousAcceptAnyCertificate { get; init; }
}
