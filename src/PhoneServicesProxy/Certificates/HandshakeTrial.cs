using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PhoneServicesProxy.Certificates;

/// <summary>
/// Tests whether this process can use a TLS version and a certificate at all. At its default security level, OpenSSL 3 refuses TLS 1.0 and
/// 1.1, and keys that are too short, even if a program requests them. Only a handshake shows this.
/// </summary>
internal static class HandshakeTrial
{
    /// <summary>Makes a handshake with itself over the loopback interface.</summary>
    /// <param name="versions">The versions to use; None for those that the machine allows.</param>
    /// <param name="certificate">The certificate to show.</param>
    /// <returns>The TLS library's reason for a failure; null if the handshake succeeded.</returns>
    public static async Task<string?> RefusalAsync(SslProtocols versions, SslStreamCertificateContext certificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var server = await listener.AcceptTcpClientAsync();
        var answer = AnswerAsync(server.GetStream(), versions, certificate);
        try
        {
            await Task.WhenAll(answer, AskAsync(client.GetStream(), versions));
            return null;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return (answer.Exception?.InnerException ?? error).GetBaseException().Message.Split(" - ")[^1].TrimEnd('.');
        }
    }

    // Each side closes its own end, so if one fails, the other does not wait.
    private static async Task AskAsync(NetworkStream stream, SslProtocols versions)
    {
        await using var tls = new SslStream(stream);
#pragma warning disable CA5359 // The gateway is its own peer here.
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "",
            EnabledSslProtocols = versions,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
#pragma warning restore CA5359
    }

    private static async Task AnswerAsync(NetworkStream stream, SslProtocols versions, SslStreamCertificateContext certificate)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = versions,
        });
    }
}
