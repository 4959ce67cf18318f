using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tls;

/// <summary>https for phones: <c>PhoneServices:Tls</c>. It is in force for every https address in <c>Urls</c>.</summary>
public sealed class TlsOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Tls";

    /// <summary>The certificate that all phones are shown, whatever name they ask for: many send none (SNI, RFC 6066).</summary>
    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>
    /// The oldest version that a phone may speak. Phones of the 7900 series end with TLS 1.0; what OpenSSL 3 lets through of TLS 1.0
    /// and 1.1 is up to its own configuration, and where it lets nothing through the gateway does not start and says so.
    /// <value><see cref="TlsVersion.Tls12"/> by default.</value>
    /// </summary>
    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;
}
