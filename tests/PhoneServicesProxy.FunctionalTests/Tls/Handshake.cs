using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.FunctionalTests.Tls;

/// <summary>A phone's handshake with the gateway, and what it was shown.</summary>
internal static class Handshake
{
    /// <param name="gateway">Where.</param>
    /// <param name="name">What it asks for (SNI); a phone that has an address for a URL asks for nothing.</param>
    /// <param name="versions">What it can speak.</param>
    public static async Task<X509Certificate2> WithAsync(Uri gateway, string name = "", SslProtocols versions = SslProtocols.None)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name, EnabledSslProtocols = versions, RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
            TestContext.Current.CancellationToken);
        return new(tls.RemoteCertificate!);
    }
}
