using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Connections;

/// <summary>Checks the trusted certificates of nodes on https.</summary>
internal static class NodeTrustValidator
{
    public static void Validate(NodePools pools, ErrorList errors)
    {
        foreach (var (key, node) in pools.All.SelectMany(pool => pool.Nodes.Select(node => ($"{pool.NodesKey}:{node.Key}", node.Value))))
        {
            ValidateFile($"{key}:{nameof(NodeOptions.TrustedCertificateFile)}", node.TrustedCertificateFile, errors);
            ValidateFingerprints($"{key}:{nameof(NodeOptions.TrustedFingerprints)}", node.TrustedFingerprints, errors);
            if (node.DangerousAcceptAnyCertificate && (node.TrustedFingerprints.Count > 0 || !string.IsNullOrEmpty(node.TrustedCertificateFile)))
            {
                var any = $"{key}:{nameof(NodeOptions.DangerousAcceptAnyCertificate)}";
                errors.Add(any, "is true, so the node's trusted certificates have no effect. Remove this key, or the trusted certificates.");
            }
        }
    }

    private static void ValidateFile(string key, string? path, ErrorList errors)
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
            errors.Add(key, error.Message);
        }
    }

    private static void ValidateFingerprints(
        string key, IReadOnlyList<string> fingerprints, ErrorList errors)
    {
        foreach (var wrong in fingerprints.Where(text => CertificateFingerprint.Parse(text) is null))
        {
            errors.Add(key,
                $"holds \"{wrong}\". Write a SHA-256 fingerprint, 32 bytes such as \"AB:CD:…\": openssl x509 -in FILE -noout -fingerprint -sha256");
        }
    }
}
