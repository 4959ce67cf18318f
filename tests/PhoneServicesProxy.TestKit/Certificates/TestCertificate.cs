using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.TestKit.Certificates;

/// <summary>Certificates made for a test, and the files that hold them.</summary>
internal static class TestCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>A certificate as CallManager makes it: self-signed, with the name of its host, not its address.</summary>
    public static X509Certificate2 SelfSigned(string name, int validFrom = -1, int validFor = 90)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return Request(name, key).CreateSelfSigned(now.AddDays(validFrom), now.AddDays(validFrom + validFor));
    }

    /// <summary>The same with a key of this length.</summary>
    public static X509Certificate2 SelfSignedRsa(string name, int bits, int validFrom = -1, int validFor = 90)
    {
        using var key = RSA.Create(bits);
        var now = TimeProvider.System.GetUtcNow();
        return WithNames(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), name)
            .CreateSelfSigned(now.AddDays(validFrom), now.AddDays(validFrom + validFor));
    }

    /// <summary>The certificate of an authority, self-signed or signed by another one.</summary>
    public static X509Certificate2 Authority(string name, X509Certificate2? by = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return by is null ? request.CreateSelfSigned(now.AddDays(-2), now.AddDays(365)) : Sign(request, key, by, now.AddDays(-1), now.AddDays(364));
    }

    /// <summary>A server's certificate, signed by an authority.</summary>
    public static X509Certificate2 Server(string name, X509Certificate2 by, IPAddress? address = null, int validFrom = -1, int validFor = 90)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return Sign(Request(name, key, address), key, by, now.AddDays(validFrom), now.AddDays(validFrom + validFor));
    }

    public static string Fingerprint(X509Certificate certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public static string KeyPem(X509Certificate2 certificate) =>
        certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();

    private static CertificateRequest Request(string name, ECDsa key, IPAddress? address = null) =>
        WithNames(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256), name, address);

    private static CertificateRequest WithNames(CertificateRequest request, string name, IPAddress? address = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        return request;
    }

    private static X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2 by, DateTimeOffset from, DateTimeOffset until)
    {
        var serial = RandomNumberGenerator.GetBytes(8);
        using var signed = request.Create(by, from, until, serial);
        return signed.CopyWithPrivateKey(key);
    }
}
