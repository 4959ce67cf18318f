using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Certificates;

/// <summary>The certificates of a PEM file, in their order. One that is damaged spoils the file: half a file is none.</summary>
internal static class PemCertificates
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";

    /// <summary>All certificates; none where there is none, or where one of them is damaged or cut off.</summary>
    public static X509Certificate2Collection Parse(string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            return [];
        }

        return certificates.Count == text.Split(Begin).Length - 1 ? certificates : [];
    }
}
