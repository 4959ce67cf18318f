using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>One CallManager node: a publisher or a subscriber.</summary>
public sealed class NodeOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Nodes";

    /// <summary>
    /// Scheme, host and port under which the gateway reaches the node, such as <c>http://10.1.1.1:8080/</c>. Required.
    /// CallManager 4.x listens on port 80, later versions on 8080 and, with https, on 8443.
    /// </summary>
    [Required(ErrorMessage = "Write the node's address, such as \"http://10.1.1.1:8080/\".")]
    public string? Address { get; init; }

    /// <summary>
    /// The node's tier: nodes of the lowest number are used while one of them is up (as in an SRV record, RFC 2782).
    /// <value>1 by default, 0 to 65535.</value>
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; the lowest is used first.")]
    public int Priority { get; init; } = 1;

    /// <summary>
    /// The node's share of the requests within its tier, relative to the weights of the others. 0 takes no new devices.
    /// <value>8 by default, 0 to 65535 (default and range of IOS SLB's <c>weight</c>).</value>
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; a node of weight 16 gets twice the share of one of weight 8.")]
    public int Weight { get; init; } = 8;

    /// <summary>
    /// How many requests of this gateway the node is given at once (IOS SLB's <c>maxconns</c>): over all services, attempts that
    /// another node has overtaken included until they are done, probes not. A node that has so many is passed over while another
    /// of its tier has room; then requests wait as <c>PhoneServices:Queue</c> says. Several gateways count each for itself.
    /// Extension Mobility has a limit of its own for logins and logouts, Maximum Concurrent Requests, 5 by default, and answers
    /// with error 26 above it.
    /// <value>0 by default, which is no limit; 0 to 65535.</value>
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Write a number from 0 to 65535; 0 is no limit.")]
    public int MaxConcurrentRequests { get; init; }

    /// <summary>Whether the node takes requests. <value><see cref="NodeState.Active"/> by default.</value></summary>
    public NodeState State { get; init; } = NodeState.Active;

    /// <summary>Further host names or addresses under which pages may name this node. <value>None by default.</value></summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// The <c>Host</c> header that the node is sent. <value>By default what the phone sent, as behind IOS SLB.</value>
    /// </summary>
    public string? Host { get; init; }

    /// <summary>
    /// For a node on https: a PEM file with the certificates that the node may show, or those of the authorities that sign it. A
    /// certificate that is itself in the file is good whatever its name and dates; one that an authority has signed must be valid
    /// and name the node's address, its <see cref="Host"/> or one of its <see cref="Aliases"/>. Read again when it changes.
    /// <value>None by default: the authorities that the gateway's machine trusts.</value>
    /// </summary>
    public string? TrustedCertificateFile { get; init; }

    /// <summary>
    /// For a node on https: SHA-256 fingerprints of certificates that the node may show, whatever their names and dates, as
    /// <c>openssl x509 -noout -fingerprint -sha256</c> prints them.
    /// <value>None by default.</value>
    /// </summary>
    public IReadOnlyList<string> TrustedFingerprints { get; init; } = [];

    /// <summary>
    /// For a node on https: accepts whatever certificate it shows, so that anybody on the way to it can read and change what is
    /// sent, PINs included. <value>False by default.</value>
    /// </summary>
    public bool DangerousAcceptAnyCertificate { get; init; }
}
