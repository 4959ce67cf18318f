using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Management.Overrides;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Checks the management endpoint's address, certificate and access.</summary>
internal static class ManagementValidator
{
    private const string Section = ManagementOptions.Section;

    /// <param name="management">The settings.</param>
    /// <param name="time">Checks the certificate's expiry; null if expiry is no error.</param>
    /// <param name="errors">The list to which errors are added.</param>
    public static void Validate(ManagementOptions management, TimeProvider? time, ErrorList errors)
    {
        if (management.StateFile is { Length: > 0 } file && FaultOf(file) is { } fault)
        {
            Add(nameof(management.StateFile), $"is \"{file}\", {fault}. Write the path of a file, such as \"{StateDirectory.OfService}/{StateDirectory.FileName}\", or \"\" to keep nothing.");
        }

        if (management.AuditLog.File is { Length: > 0 } audit && FaultOf(audit) is { } auditFault)
        {
            Add($"{nameof(management.AuditLog)}:{nameof(AuditLogOptions.File)}", $"is \"{audit}\", {auditFault}. Write the path of a file, such as \"{StateDirectory.OfService}/{OrderLogPath.FileName}\", or \"\" for the gateway's own log.");
        }

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
        ManagementKeysValidator.Validate(management, isCheck: time is not null, errors);
        ValidateTls(management, new($"{Section}:{nameof(management.Certificate)}", time, errors), Add);
        if (!ManagementUrl.IsOfThisMachine(url) && !management.HasSharedKey && management.Keys.Count == 0 && string.IsNullOrEmpty(management.ClientCaFile))
        {
            Add(nameof(management.Url),
                $"is \"{management.Url}\", which other machines reach. Set {nameof(management.ApiKeyFile)} to a file with a key (openssl rand -hex 32), or {nameof(management.ClientCaFile)} for client certificates, or write an address such as \"http://127.0.0.1:9901\".");
        }

        void Add(string name, string message) => errors.Add($"{Section}:{name}", message);
    }

    /// <summary>A missing folder is no error, because it is made when needed.</summary>
    private static string? FaultOf(string file) =>
        FileKind.FaultOf(file) is { } fault ? $"which {fault}"
        : Path.EndsInDirectorySeparator(file) ? "which is a folder"
        : Ancestors(file).FirstOrDefault(File.Exists) is { } ancestor ? $"but {ancestor} is a file, not a folder"
        : null;

    private static IEnumerable<string> Ancestors(string file)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(file)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    /// <summary>No message contains a key.</summary>
    private static void ValidateKey(ManagementOptions management, Action<string, string> add)
    {
        var remedy = $"Write at least {ApiKeyFile.MinLength} characters, such as openssl rand -hex 32 gives.";
        if (management.ApiKey is { Length: > 0 and < ApiKeyFile.MinLength })
        {
            add(nameof(management.ApiKey), $"is too short to be safe. {remedy}");
        }

        else if (management.ApiKey is not null && !ApiKeyFile.CanBeSent(management.ApiKey))
        {
            add(nameof(management.ApiKey), $"holds a blank, a line break or another character that cannot be sent. {remedy}");
        }

        if (!string.IsNullOrEmpty(management.ApiKeyFile) && ApiKeyFile.Read(management.ApiKeyFile) is not { Length: >= ApiKeyFile.MinLength })
        {
            add(nameof(management.ApiKeyFile), FileKind.FaultOf(management.ApiKeyFile) is { } fault ? $"is \"{management.ApiKeyFile}\", which {fault}. Write the path of a file whose first line is the key."
                : File.Exists(management.ApiKeyFile)
                ? $"is \"{management.ApiKeyFile}\", whose first line cannot be read or is too short to be safe. {remedy}"
                : $"is \"{management.ApiKeyFile}\", which does not exist. Make it with: openssl rand -hex 32 > {management.ApiKeyFile}");
        }
    }

    private static void ValidateTls(
        ManagementOptions management, ServerCertificateValidator certificate, Action<string, string> add)
    {
        const string CertificatePath = $"{nameof(ManagementOptions.Certificate)}:{nameof(CertificateOptions.Path)}";
        if (!management.IsHttps)
        {
            foreach (var (name, value) in new[] { (CertificatePath, management.Certificate.Path), (nameof(management.ClientCaFile), management.ClientCaFile) })
            {
                if (!string.IsNullOrEmpty(value))
                {
                    add(name, $"is \"{value}\", but Url is \"{management.Url}\". Write an https address there, or remove this.");
                }
            }

            return;
        }

        if (string.IsNullOrEmpty(management.Certificate.Path))
        {
            add(CertificatePath, $"is missing, while Url is \"{management.Url}\". Write the path of a PEM file with the certificate, and with KeyPath the one of its key.");
        }
        else
        {
            certificate.Read(management.Certificate);
        }

        if (!string.IsNullOrEmpty(management.ClientCaFile))
        {
            ValidateAuthorities(management.ClientCaFile, add);
        }
    }

    private static void ValidateAuthorities(string file, Action<string, string> add)
    {
        try
        {
            TrustedCertificates.Read(file);
        }
        catch (CertificateFileException error)
        {
            add(nameof(ManagementOptions.ClientCaFile), error.Message);
        }
    }
}
