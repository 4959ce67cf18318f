using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Certificates;

/// <summary>Reads the certificates of a PEM file in their order. If one is damaged, none is used, because the file may be incomplete.</summary>
internal static class PemCertificates
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";

    /// <summary>Returns all certificates. The result is empty if there are none, or if one is damaged or cut off.</summary>
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
