using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Connections;

/// <summary>Decides which certificates one node may show.</summary>
/// <param name="name">The node.</param>
/// <param name="options">Its address, names and trust settings.</param>
/// <param name="file">The content of its <c>TrustedCertificateFile</c>; null if it has none.</param>
internal sealed class NodeTrust(string name, NodeOptions options, TrustedCertificates? file)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private readonly string _host = new Uri(options.Address!).IdnHost;
    private readonly string[] _fingerprints = [.. options.TrustedFingerprints.Select(text => CertificateFingerprint.Parse(text)!)];

    public string Name => name;

    /// <summary>The server name in the TLS handshake (SNI).</summary>
    public string ServerName => options.Host is { } host ? new Uri($"https://{host}").IdnHost : _host;

    private bool TrustsSystem => file is null && _fingerprints.Length == 0;

    /// <summary>The reason why the node's certificate is refused; null if it is good.</summary>
    public string? RefusalOf(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.DangerousAcceptAnyCertificate)
        {
            return null;
        }

        if (certificate is null)
        {
            return "it shows no certificate";
        }

        // A known certificate is accepted with any names and dates. CallManager's own certificates name the host, not the address, and
        // nobody notices when they expire.
        if (file?.Contains(certificate) == true || _fingerprints.Contains(CertificateFingerprint.Of(certificate)))
        {
            return null;
        }

        var problem = TrustsSystem ? SystemRefusal(chain, errors)
            : file is null ? "it is none of TrustedFingerprints"
            : file.RefusalOf(certificate, chain?.ChainPolicy.ExtraStore ?? [], ServerAuthentication);
        problem ??= NamesNode(certificate) ? null : $"it is none for {string.Join(", ", Names())}";
        return problem is null ? null : $"{problem}; expected {Expected()}, seen {CertificateFingerprint.Of(certificate)} ({certificate.Subject})";
    }

    private static string? SystemRefusal(X509Chain? chain, SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? string.Join(" ", chain?.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct() ?? ["no chain"])
            : null;

    private bool NamesNode(X509Certificate2 certificate) => Names().Any(candidate => certificate.MatchesHostname(candidate));

    private IEnumerable<string> Names() =>
        options.Aliases.Select(alias => alias.Trim('[', ']')).Prepend(ServerName).Prepend(_host).Distinct(StringComparer.OrdinalIgnoreCase);

    private string Expected() => TrustsSystem
        ? "one of an authority that this machine trusts (for CallManager's own certificate write the node's TrustedCertificateFile or TrustedFingerprints)"
        : string.Join(", ", file is null ? _fingerprints : [.. _fingerprints, .. file.Fingerprints.Split(", ")]);
}
