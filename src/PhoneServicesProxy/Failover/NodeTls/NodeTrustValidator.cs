using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Failover.NodeTls;

/// <summary>Checks what is trusted of nodes on https.</summary>
internal static class NodeTrustValidator
{
    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        foreach (var (name, node) in options.Nodes)
        {
            var key = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Nodes)}:{name}";
            ValidateFile($"{key}:{nameof(NodeOptions.TrustedCertificateFile)}", node.TrustedCertificateFile, sources, errors);
            ValidateFingerprints($"{key}:{nameof(NodeOptions.TrustedFingerprints)}", node.TrustedFingerprints, sources, errors);
            if (node.DangerousAcceptAnyCertificate && (node.TrustedFingerprints.Count > 0 || !string.IsNullOrEmpty(node.TrustedCertificateFile)))
            {
                var any = $"{key}:{nameof(NodeOptions.DangerousAcceptAnyCertificate)}";
                errors.Add(new(sources.Of(any), any, "is true, so that the node's trusted certificates mean nothing. Remove this key, or those."));
            }
        }
    }

    private static void ValidateFile(string key, string? path, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        try
        {
            TrustedCertificates.Read(path);
        }
        catch (CertificateFileException error)
        {
            errors.Add(new(sources.Of(key), key, error.Message));
        }
    }

    private static void ValidateFingerprints(
        string key, IReadOnlyList<string> fingerprints, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        foreach (var wrong in fingerprints.Where(text => CertificateFingerprint.Parse(text) is null))
        {
            errors.Add(new(sources.Of(key), key,
                $"holds \"{wrong}\". Write a SHA-256 fingerprint, 32 bytes such as \"AB:CD:…\": openssl x509 -in FILE -noout -fingerprint -sha256"));
        }
    }
}
