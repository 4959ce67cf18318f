using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Certificates;

/// <summary>A certificate with its key, ready for handshakes.</summary>
/// <param name="Certificate">The certificate itself.</param>
/// <param name="Context">
/// The certificate with the chain that is sent. An old one is never disposed, because earlier handshakes may still use it.
/// </param>
internal sealed record ServerCertificate(X509Certificate2 Certificate, SslStreamCertificateContext Context)
{
    private readonly Lazy<string?> _refusal = new(() => Task.Run(() => RefusalAsync(Context)).GetAwaiter().GetResult());

    /// <summary>The reason why the TLS library refuses to use this certificate; null if it does not. The first call makes a handshake.</summary>
    public string? Refusal => _refusal.Value;

    public DateTimeOffset NotBefore { get; } = new(Certificate.NotBefore);

    public DateTimeOffset NotAfter { get; } = new(Certificate.NotAfter);

    /// <summary>The names and addresses that it is for.</summary>
    public IReadOnlyList<string> Names { get; } = CertificateComparison.NamesOf(Certificate);

    public string Fingerprint { get; } = CertificateFingerprint.Of(Certificate);

    private static async Task<string?> RefusalAsync(SslStreamCertificateContext context)
    {
        try
        {
            return await HandshakeTrial.RefusalAsync(SslProtocols.None, context);
        }
        catch (Exception error) when (error is SocketException or NotSupportedException)
        {
            // The gateway lacks a descriptor or a port at the moment, or there is no key for a handshake. That says nothing about the certificate.
            return null;
        }
    }
}
