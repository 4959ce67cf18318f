using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Certificates;

namespace PhoneServicesProxy.Tls;

/// <summary>
/// Tests whether this process can use a TLS version at all. OpenSSL 3 refuses TLS 1.0 and 1.1 at its default security level, even if
/// a program requests them, because their signatures use SHA-1.
/// </summary>
internal static class OldTls
{
    /// <summary>Makes a handshake with itself over the loopback interface, with exactly this version.</summary>
    public static async Task<bool> WorksAsync(TlsVersion version, ServerCertificate certificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var phone = new TcpClient();
        await phone.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var gateway = await listener.AcceptTcpClientAsync();
        try
        {
            await Task.WhenAll(AnswerAsync(gateway.GetStream(), version, certificate), AskAsync(phone.GetStream(), version));
            return true;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return false;
        }
    }

    // Each side closes its own end, so if one fails, the other does not wait.
    private static async Task AskAsync(NetworkStream stream, TlsVersion version)
    {
        await using var tls = new SslStream(stream);
#pragma warning disable CA5359 // The gateway is its own peer here.
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "",
            EnabledSslProtocols = TlsVersions.Of(version),
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
#pragma warning restore CA5359
    }

    private static async Task AnswerAsync(NetworkStream stream, TlsVersion version, ServerCertificate certificate)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            EnabledSslProtocols = TlsVersions.Of(version),
        });
    }
}
