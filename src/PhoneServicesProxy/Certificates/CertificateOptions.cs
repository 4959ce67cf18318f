namespace PhoneServicesProxy.Certificates;

/// <summary>
/// The files of a certificate and its key. The settings have the names of Kestrel's own configuration. The files are read again when they change,
/// without a restart. If changed files cannot be used, the previous certificate stays in use.
/// </summary>
public sealed class CertificateOptions
{
    /// <summary>
    /// A PEM file: first the certificate, then the certificates of the intermediate authorities, which are also sent to clients.
    /// Or a PKCS #12 file (<c>.pfx</c>, <c>.p12</c>) with certificate and key. A relative path starts at the directory in which the gateway
    /// was started.
    /// <value>Empty by default: no certificate.</value>
    /// </summary>
    public string? Path { get; init; }

    /// <summary>
    /// A PEM file with the certificate's private key. <value>Empty by default: the key is in the certificate's file.</value>
    /// </summary>
    public string? KeyPath { get; init; }

    /// <summary>
    /// The password of an encrypted key or of a PKCS #12 file. Set it in the environment to keep it out of files and command lines:
    /// <c>PhoneServices__Tls__Certificate__Password</c>. <value>None by default.</value>
    /// </summary>
    public string? Password { get; init; }

    /// <summary>
    /// The time until which a new certificate on disk is held back, to put it into CallManager's tomcat-trust first. It is a date and time
    /// with the offset from UTC (<c>2026-12-06T03:00:00+01:00</c>), or a duration since the gateway first saw the certificate
    /// (<c>7.00:00:00</c>). The certificate comes into force earlier in two cases: an hour before the current one expires, and after
    /// <c>POST /api/certificates/phones/activate</c>. At its start, the gateway always uses the certificate on disk. A reload applies
    /// changes.
    /// <value>Empty by default: immediately. A duration is from 0 to 366 days.</value>
    /// </summary>
    public string? ActivateAfter { get; init; }
}
