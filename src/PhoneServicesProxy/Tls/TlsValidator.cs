using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tls;

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

        var certificate = new ServerCertificateValidator(Certificate, time, sources, errors).Read(options.Tls.Certificate);
        if (certificate is null)
        {
            return;
        }

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
}
