using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Certificates;

/// <summary>Finds the reason why a certificate on disk must not replace one that clients accept.</summary>
internal static class CertificateComparison
{
    private const string ServerNames = "2.5.29.17";
    private const int WeakRsa = 2048;

    /// <summary>Returns null if it may replace it.</summary>
    public static CertificateDoubt? DoubtOf(ServerCertificate candidate, ServerCertificate current, DateTimeOffset now)
    {
        if (now >= current.NotAfter || now < current.NotBefore)
        {
            // Clients refuse the current one anyway.
            return null;
        }

        if (now >= candidate.NotAfter)
        {
            return new("expired", $"it expired on {candidate.NotAfter:u}");
        }

        if (now < candidate.NotBefore)
        {
            return new("not_yet_valid", $"it is not valid before {candidate.NotBefore:u}");
        }

        if (candidate.Refusal is { } refusal && current.Refusal is null)
        {
            return new("unusable", $"the TLS library of this machine refuses it ({refusal})");
        }

        var names = NamesOf(candidate.Certificate);
        if (NamesOf(current.Certificate).Where(name => !names.Any(other => Covers(other, name))).ToArray() is { Length: > 0 } lost)
        {
            return new("names", $"it does not name {string.Join(", ", lost)}, as the one in force does");
        }

        var (algorithm, bits) = KeyOf(candidate.Certificate);
        var (currentAlgorithm, currentBits) = KeyOf(current.Certificate);
        return (algorithm == currentAlgorithm && bits < currentBits) || (algorithm != currentAlgorithm && algorithm == "RSA" && bits < WeakRsa)
            ? new("key", $"its key ({algorithm}, {bits} bits) is weaker than that of the one in force ({currentAlgorithm}, {currentBits} bits)")
            : null;
    }

    /// <summary>The names and addresses that a certificate is for. If there are no alternative names, the common name is used.</summary>
    public static string[] NamesOf(X509Certificate2 certificate)
    {
        var found = certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == ServerNames) is { } extension
            ? new X509SubjectAlternativeNameExtension(extension.RawData)
            : null;
        string[] names = found is null ? [] : [.. found.EnumerateDnsNames(), .. found.EnumerateIPAddresses().Select(address => address.ToString())];
        return names.Length > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }

    private static bool Covers(string name, string other) =>
        name.Equals(other, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("*.", StringComparison.Ordinal) && other.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && other[dot..].Equals(name[1..], StringComparison.OrdinalIgnoreCase));

    private static (string Algorithm, int Bits) KeyOf(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = certificate.GetECDsaPublicKey();
        return rsa is not null ? ("RSA", rsa.KeySize) : ec is not null ? ("EC", ec.KeySize) : (certificate.PublicKey.Oid.FriendlyName ?? "other", 0);
    }
}
