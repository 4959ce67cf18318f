using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Management.Access;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Makes connections to the management endpoint, by https with certificates that the user names.</summary>
internal static class ManagementTransport
{
    /// <exception cref="ManagementException">A certificate cannot be read.</exception>
    public static HttpMessageHandler Create(ManagementTarget target)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        try
        {
            var ssl = handler.SslOptions;
            if (target.ClientCertificate is { } certificate)
            {
                ssl.ClientCertificates = [PemFiles.Pair(certificate, target.ClientCertificateKey)];
            }

            if (target.Authorities is { } authorities)
            {
                ssl.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                ssl.CertificateChainPolicy.CustomTrustStore.AddRange(PemFiles.All(authorities));
            }
            else if (target.KnownCertificate is { Length: > 0 } known && File.Exists(known))
            {
                var own = PemFiles.All(known)[0].GetCertHashString();
                ssl.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
                    errors == SslPolicyErrors.None || shown?.GetCertHashString() == own;
            }
        }
        catch (Exception error) when (PemFiles.IsFault(error))
        {
            handler.Dispose();
            throw new ManagementException($"A certificate cannot be read: {error.Message}");
        }

        return handler;
    }
}
