using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Access;

/// <summary>The endpoint's certificate, and the authorities of valid client certificates.</summary>
internal sealed class ManagementTls : IReloaded
{
    /// <summary>The certificate's name in logs and metrics.</summary>
    public const string CertificateName = "management";

    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly ReloadingCertificate _certificate;
    private readonly TrustedCertificates? _authorities;

    public ManagementTls(
        [FromKeyedServices(CertificateName)] ReloadingCertificate certificate, CurrentConfiguration current, ILogger<ManagementTls> logger)
    {
        _certificate = certificate;
        if (current.Options.Get<ManagementOptions>() is { IsHttps: true, ClientCaFile: { Length: > 0 } authorities })
        {
            _authorities = new(authorities, logger);
        }
    }

    public void Configure(HttpsConnectionAdapterOptions https)
    {
        // Kestrel requires a selector here. The certificate and its chain are set for each connection below.
        https.ServerCertificateSelector = (_, _) => _certificate.Current!.Certificate;
        https.OnAuthenticate = (_, connection) =>
        {
            connection.ServerCertificateSelectionCallback = null;
            connection.ServerCertificateContext = _certificate.Current!.Context;
        };
        if (_authorities is not null)
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (certificate, chain, _) =>
                _authorities.RefusalOf(certificate, chain?.ChainPolicy.ExtraStore ?? [], ClientAuthentication) is null;
        }
    }

    public void Refresh() => _authorities?.Refresh();
}
