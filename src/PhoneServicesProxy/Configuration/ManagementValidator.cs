using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.Access;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks that the management endpoint is where it can be, and open only to whom it may be.</summary>
internal static class ManagementValidator
{
    private const string Section = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Management)}";

    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var management = options.Management;
        if (string.IsNullOrEmpty(management.Url))
        {
            return;
        }

        if (ManagementUrl.Parse(management.Url) is not { } url)
        {
            Add(nameof(management.Url), $"is \"{management.Url}\". Write an address such as \"http://127.0.0.1:9901\", or \"\" to switch it off.");
            return;
        }

        ValidateKey(management, Add);
        ValidateTls(management, url, Add);
        if (!ManagementUrl.IsOfThisMachine(url) && !management.HasKey && string.IsNullOrEmpty(management.ClientCaFile))
        {
            Add(nameof(management.Url),
                $"is \"{management.Url}\", which others than this machine reach. Set {nameof(management.ApiKeyFile)} to a file with a key (openssl rand -hex 32), or {nameof(management.ClientCaFile)} for client certificates, or write an address such as \"http://127.0.0.1:9901\".");
        }

        void Add(string name, string message) => errors.Add(new(sources.Of($"{Section}:{name}"), $"{Section}:{name}", message));
    }

    /// <summary>Never repeats a key.</summary>
    private static void ValidateKey(ManagementOptions management, Action<string, string> add)
    {
        var remedy = $"Write at least {ApiKeyFile.MinLength} characters, such as openssl rand -hex 32 gives.";
        if (management.ApiKey is { Length: > 0 and < ApiKeyFile.MinLength })
        {
            add(nameof(management.ApiKey), $"is too short to be safe. {remedy}");
        }

        if (!string.IsNullOrEmpty(management.ApiKeyFile) && ApiKeyFile.Read(management.ApiKeyFile) is not { Length: >= ApiKeyFile.MinLength })
        {
            add(nameof(management.ApiKeyFile), File.Exists(management.ApiKeyFile)
                ? $"is \"{management.ApiKeyFile}\", whose first line cannot be read or is too short to be safe. {remedy}"
                : $"is \"{management.ApiKeyFile}\", which does not exist. Make it with: openssl rand -hex 32 > {management.ApiKeyFile}");
        }
    }

    private static void ValidateTls(ManagementOptions management, Uri url, Action<string, string> add)
    {
        if (url.Scheme != Uri.UriSchemeHttps)
        {
            foreach (var (name, value) in new[] { (nameof(management.CertificateFile), management.CertificateFile), (nameof(management.ClientCaFile), management.ClientCaFile) })
            {
                if (!string.IsNullOrEmpty(value))
                {
                    add(name, $"is \"{value}\", but Url is \"{management.Url}\". Write an https address there, or remove this.");
                }
            }

            return;
        }

        if (string.IsNullOrEmpty(management.CertificateFile))
        {
            add(nameof(management.CertificateFile), $"is missing, while Url is \"{management.Url}\". Write the path of a certificate in PEM, and in CertificateKeyFile that of its key.");
        }
        else if (Fault(() => PemFiles.Pair(management.CertificateFile, management.CertificateKeyFile).Dispose()) is { } fault)
        {
            add(nameof(management.CertificateFile), $"is \"{management.CertificateFile}\", which cannot be used: {fault} Write a certificate in PEM here, and its key, without password, in CertificateKeyFile.");
        }

        if (!string.IsNullOrEmpty(management.ClientCaFile) && Fault(() => PemFiles.All(management.ClientCaFile)) is { } wrong)
        {
            add(nameof(management.ClientCaFile), $"is \"{management.ClientCaFile}\", which cannot be used: {wrong} Write the certificates, in PEM, of those who issue client certificates.");
        }
    }

    private static string? Fault(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception error) when (PemFiles.IsFault(error))
        {
            return error.Message;
        }
    }
}
