using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Certificates;

/// <summary>Checks the certificate files of one of the gateway's servers.</summary>
/// <param name="section">The section of its <see cref="CertificateOptions"/>.</param>
/// <param name="time">
/// Decides what has expired. Null if a certificate that clients refuse, or that the TLS library refuses, is not an error, because a gateway
/// that does not start helps no phone.
/// </param>
/// <param name="errors">The list to which errors are added.</param>
internal sealed class ServerCertificateValidator(
    string section, TimeProvider? time, ErrorList errors)
{
    /// <summary>Returns null if the certificate cannot be used, and adds an error.</summary>
    public ServerCertificate? Read(CertificateOptions options)
    {
        try
        {
            var certificate = CertificateFile.Load(options);
            CheckUse(options, certificate);
            CheckActivation(options, certificate);
            return certificate;
        }
        catch (CertificateFileException error)
        {
            Add(error.Setting, error.Message);
            return null;
        }
    }

    private void CheckUse(CertificateOptions options, ServerCertificate certificate)
    {
        if (time?.GetUtcNow() is { } now && (now >= certificate.NotAfter || now < certificate.NotBefore))
        {
            Add(nameof(CertificateOptions.Path),
                $"is \"{options.Path}\", whose certificate is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u} only. Write the path of one that is valid now.");
        }

        if (time is not null && certificate.Refusal is { } refusal)
        {
            Add(nameof(CertificateOptions.Path),
                $"is \"{options.Path}\", whose certificate cannot be used, because the TLS library of this machine refuses it ({refusal}). Write the path of one with an RSA key of at least 2048 bits, or an EC key, that is signed with SHA-256.");
        }
    }

    /// <summary>On a reload, the certificate on disk may be the new one. It must be able to come into force before it expires.</summary>
    private void CheckActivation(CertificateOptions options, ServerCertificate certificate)
    {
        if (ActivationTime.Parse(options.ActivateAfter) is not { } activation)
        {
            Add(nameof(CertificateOptions.ActivateAfter), $"is \"{options.ActivateAfter}\". {ActivationTime.Remedy}");
        }
        else if (time is not null && activation.At is { } at && at >= certificate.NotAfter)
        {
            Add(nameof(CertificateOptions.ActivateAfter),
                $"is \"{options.ActivateAfter}\", but the certificate in Path, \"{options.Path}\", expires before that, on {certificate.NotAfter:u}. Write an earlier time.");
        }
    }

    /// <summary>
    /// Names the site's file. A missing password has no file, so the file with the key's path, or with the certificate's path, is named.
    /// </summary>
    private void Add(string setting, string message)
    {
        string[] keys = [$"{section}:{setting}", $"{section}:{nameof(CertificateOptions.KeyPath)}", $"{section}:{nameof(CertificateOptions.Path)}"];
        errors.Add(new ConfigurationError(errors.Sources.Of(keys.FirstOrDefault(errors.Sources.IsOfSite) ?? keys[0]), keys[0], message));
    }
}
