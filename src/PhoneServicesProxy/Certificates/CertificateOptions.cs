namespace PhoneServicesProxy.Certificates;

/// <summary>
/// Where a certificate and its key are, in the words of Kestrel's own configuration. The files are read again when they change,
/// without a restart; a change that cannot be used leaves the certificate in force that was.
/// </summary>
public sealed class CertificateOptions
{
    /// <summary>
    /// A PEM file: the certificate first, then the certificates of the authorities between it and the root, which are sent to
    /// clients, too. Or a PKCS #12 file (<c>.pfx</c>, <c>.p12</c>) with certificate and key. A relative path counts from the
    /// directory in which the gateway was started.
    /// <value>Empty by default: no certificate.</value>
    /// </summary>
    public string? Path { get; init; }

    /// <summary>
    /// A PEM file with the certificate's private key. <value>By default the key is in the file of the certificate.</value>
    /// </summary>
    public string? KeyPath { get; init; }

    /// <summary>
    /// The password of an encrypted key or of a PKCS #12 file. The environment keeps it off files and command lines:
    /// <c>PhoneServices__Tls__Certificate__Password</c>. <value>None by default.</value>
    /// </summary>
    public string? Password { get; init; }
}
