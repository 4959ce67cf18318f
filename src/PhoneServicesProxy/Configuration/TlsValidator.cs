using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Tls;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks what phones on https are shown: that there is a certificate, that its files are right, that its versions can be spoken.</summary>
internal static class TlsValidator
{
    private const string Tls = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Tls)}";
    private const string Certificate = $"{Tls}:{nameof(TlsOptions.Certificate)}";

    /// <param name="root">All layers, for what is the framework's.</param>
    /// <param name="options">Ours.</param>
    /// <param name="time">Tells what has expired; null where that is no error: a gateway that does not start helps no phone.</param>
    /// <param name="sources">Which layer a key comes from.</param>
    /// <param name="errors">Where errors are added.</param>
    public static async Task ValidateAsync(
        IConfiguration root, PhoneServicesOptions options, TimeProvider? time, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        if (string.IsNullOrEmpty(options.Tls.Certificate.Path))
        {
            RequireNone(root, options, sources, errors);
            return;
        }

        if (Read(options.Tls.Certificate, sources, errors) is not { } certificate)
        {
            return;
        }

        CheckTime(options.Tls.Certificate, certificate, time, sources, errors);
        if (options.Tls.MinimumVersion < TlsVersion.Tls12 && !await OldTls.WorksAsync(options.Tls.MinimumVersion, certificate))
        {
            const string Key = $"{Tls}:{nameof(TlsOptions.MinimumVersion)}";
            errors.Add(new(sources.Of(Key), Key,
                $"is \"{options.Tls.MinimumVersion}\", but OpenSSL does not speak it as it is configured here. Start the gateway with OPENSSL_CONF=deploy/openssl-tls10.cnf in its environment, or write Tls12."));
        }
    }

    private static void RequireNone(
        IConfiguration root, PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        const string Path = $"{Certificate}:{nameof(CertificateOptions.Path)}";
        var https = root["Urls"]?.Split(';').FirstOrDefault(url => url.Trim().StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        if (https is not null && !root.GetSection("Kestrel:Certificates:Default").Exists())
        {
            errors.Add(new(sources.Of("Urls"), Path,
                $"is missing, but Urls has \"{https}\". Write the path of a PEM file with the certificate, and with KeyPath the one of its key."));
        }
        else if (!string.IsNullOrEmpty(options.Tls.Certificate.KeyPath))
        {
            errors.Add(new(sources.Of(Certificate), Path, "is missing, but there is a KeyPath. Write the path of the certificate's PEM file."));
        }
    }

    private static ServerCertificate? Read(CertificateOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        try
        {
            return CertificateFile.Load(options);
        }
        catch (CertificateFileException error)
        {
            var key = $"{Certificate}:{error.Setting}";
            errors.Add(new(sources.Of(key), key, error.Message));
            return null;
        }
    }

    private static void CheckTime(
        CertificateOptions options, ServerCertificate certificate, TimeProvider? time, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        const string Key = $"{Certificate}:{nameof(CertificateOptions.Path)}";
        if (time?.GetUtcNow() is { } now && (now >= certificate.NotAfter || now < certificate.NotBefore))
        {
            errors.Add(new(sources.Of(Key), Key,
                $"is \"{options.Path}\", whose certificate is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u} only. Write the path of one that is valid now."));
        }
    }
}
