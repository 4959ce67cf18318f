using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Certificates;

/// <summary>The SHA-256 hash of a certificate, written as openssl and browsers do: <c>AB:CD:…</c>.</summary>
internal static class CertificateFingerprint
{
    public static string Of(X509Certificate certificate) => Format(certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>Reads 32 bytes in hexadecimal digits, in any case, with colons, blanks or nothing between them. Returns null for any other text.</summary>
    public static string? Parse(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit)
            ? Format(Convert.FromHexString(digits))
            : null;
    }

    private static string Format(byte[] hash) => string.Join(':', hash.Select(value => value.ToString("X2", null)));
}
