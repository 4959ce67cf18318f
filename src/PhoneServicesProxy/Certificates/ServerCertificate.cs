using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Certificates;

/// <summary>A certificate with its key, ready for handshakes.</summary>
/// <param name="Certificate">The certificate itself.</param>
/// <param name="Context">
/// The certificate with the chain that is sent. An old one is never disposed, because earlier handshakes may still use it.
/// </param>
internal sealed record ServerCertificate(X509Certificate2 Certificate, SslStreamCertificateContext Context)
{
    public DateTimeOffset NotBefore { get; } = new(Certificate.NotBefore);

    public DateTimeOffset NotAfter { get; } = new(Certificate.NotAfter);

    /// <summary>The names and addresses that it is for.</summary>
    public IReadOnlyList<string> Names { get; } = CertificateComparison.NamesOf(Certificate);

    public string Fingerprint { get; } = CertificateFingerprint.Of(Certificate);
}
