using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Connects to the management endpoint, by https with the certificates that the user names.</summary>
internal static class ManagementTransport
{
    /// <exception cref="ManagementException">A certificate cannot be read.</exception>
    public static HttpMessageHandler Create(ManagementTarget target)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        try
        {
            Configure(handler.SslOptions, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            handler.Dispose();
            throw new ManagementException(error is CertificateFileException ? $"A certificate file {error.Message}" : $"A certificate cannot be read: {error.Message}");
        }

        return handler;
    }

    private static void Configure(SslClientAuthenticationOptions ssl, ManagementTarget target)
    {
        if (target.ClientCertificate is { } certificate)
        {
            ssl.ClientCertificates = [CertificateFile.Load(new() { Path = certificate, KeyPath = target.ClientCertificateKey }).Certificate];
        }

        if (target.Authorities is { } authorities)
        {
            ssl.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            ssl.CertificateChainPolicy.CustomTrustStore.AddRange(TrustedCertificates.Read(authorities));
        }
        else if (target.KnownCertificate is { Length: > 0 } known && File.Exists(known) && PemCertificates.Parse(SmallFile.ReadAllText(known)) is [var own, ..])
        {
            var hash = own.GetCertHashString();
            ssl.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
                errors == SslPolicyErrors.None || shown?.GetCertHashString() == hash;
        }
    }
}
