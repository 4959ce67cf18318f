using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tls;

/// <summary>Has each handshake with a phone use what is in force then: certificate, chain and versions.</summary>
internal sealed class PhonesTls(
    [FromKeyedServices(PhonesTls.CertificateName)] ReloadingCertificate certificate, CurrentConfiguration current) : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>What the certificate is called in logs and metrics.</summary>
    public const string CertificateName = "phones";

    public void Configure(KestrelServerOptions options)
    {
        // Without one, whatever section Kestrel says about certificates holds.
        if (certificate.Current is null)
        {
            return;
        }

        options.ConfigureHttpsDefaults(https =>
        {
            // Kestrel wants to be told of a certificate before any handshake; the one that counts is chosen below.
            https.ServerCertificateSelector = (_, _) => certificate.Current!.Certificate;
            https.OnAuthenticate = (_, handshake) =>
            {
                handshake.ServerCertificateSelectionCallback = null;
                handshake.ServerCertificateContext = certificate.Current!.Context;
                handshake.EnabledSslProtocols = TlsVersions.From(current.Options.Get<TlsOptions>().MinimumVersion);
            };
        });
    }
}
