using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tls;

/// <summary>Sets the current certificate, chain and versions for each handshake with a phone.</summary>
internal sealed class PhonesTls(
    [FromKeyedServices(PhonesTls.CertificateName)] ReloadingCertificate certificate, CurrentConfiguration current) : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>The certificate's name in logs and metrics.</summary>
    public const string CertificateName = "phones";

    public void Configure(KestrelServerOptions options)
    {
        // Without a certificate here, Kestrel's own configuration of certificates applies.
        if (certificate.Current is null)
        {
            return;
        }

        options.ConfigureHttpsDefaults(https =>
        {
            // Kestrel requires a certificate before any handshake. The one that is really used is set below.
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
