using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tls;

/// <summary>https for phones: <c>PhoneServices:Tls</c>. It applies to every https address in <c>Urls</c>.</summary>
public sealed class TlsOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Tls";

    /// <summary>The certificate for all phones. The requested host name does not matter, because many phones send none (SNI, RFC 6066).</summary>
    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>
    /// The oldest TLS version that phones may use. Phones of the 7900 series support at most TLS 1.0. OpenSSL 3 allows TLS 1.0 and 1.1 only if its
    /// own configuration does. If it does not allow this version, the gateway does not start and says so. A reload changes this setting.
    /// <value><see cref="TlsVersion.Tls12"/> by default.</value>
    /// </summary>
    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;
}
