using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tls;

/// <summary>Checks https for phones: there must be a certificate, its files must be valid, and OpenSSL must support the minimum version.</summary>
internal static class TlsValidator
{
    private const string Tls = TlsOptions.Section;
    private const string Certificate = $"{Tls}:{nameof(TlsOptions.Certificate)}";

    /// <param name="root">All layers, for the framework's settings.</param>
    /// <param name="options">The gateway's own settings.</param>
    /// <param name="time">
    /// Decides what has expired; null if expiry is no error, because a gateway that does not start helps no phone.
    /// </param>
    /// <param name="errors">The list to which errors are added.</param>
    public static async Task ValidateAsync(
        IConfiguration root, TlsOptions options, TimeProvider? time, ErrorList errors)
    {
        if (string.IsNullOrEmpty(options.Certificate.Path))
        {
            RequireNone(root, options, errors);
            return;
        }

        var certificate = new ServerCertificateValidator(Certificate, time, errors).Read(options.Certificate);
        if (certificate is null)
        {
            return;
        }

        if (options.MinimumVersion < TlsVersion.Tls12 && await HandshakeTrial.RefusalAsync(TlsVersions.Of(options.MinimumVersion), certificate.Context) is not null)
        {
            const string Key = $"{Tls}:{nameof(TlsOptions.MinimumVersion)}";
            errors.Add(Key,
                $"is \"{options.MinimumVersion}\", but OpenSSL does not speak it as it is configured here. Start the gateway with OPENSSL_CONF=FILE in its environment, where FILE is the sample openssl-tls10.cnf (https.md, \"Old phones\"), or write Tls12.");
        }
    }

    private static void RequireNone(
        IConfiguration root, TlsOptions options, ErrorList errors)
    {
        const string Path = $"{Certificate}:{nameof(CertificateOptions.Path)}";
        var https = root["Urls"]?.Split(';').FirstOrDefault(url => url.Trim().StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        if (https is not null && !root.GetSection("Kestrel:Certificates:Default").Exists())
        {
            errors.Add(new ConfigurationError(errors.Sources.Of(SettingKeys.Urls), Path,
                $"is missing, but Urls has \"{https}\". Write the path of a PEM file with the certificate, and with KeyPath the one of its key."));
        }
        else if (!string.IsNullOrEmpty(options.Certificate.KeyPath))
        {
            errors.Add(new ConfigurationError(errors.Sources.Of($"{Certificate}:{nameof(CertificateOptions.KeyPath)}"), Path,
                "is missing, but there is a KeyPath. Write the path of the certificate's PEM file."));
        }
        else if (!string.IsNullOrEmpty(options.Certificate.ActivateAfter))
        {
            errors.Add(new ConfigurationError(errors.Sources.Of($"{Certificate}:{nameof(CertificateOptions.ActivateAfter)}"), Path,
                "is missing, but there is an ActivateAfter. Write the path of the certificate's PEM file, or leave ActivateAfter out."));
        }
    }
}
