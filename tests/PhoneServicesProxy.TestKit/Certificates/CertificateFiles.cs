using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.TestKit.Certificates;

/// <summary>A directory with a certificate and its key, as an administrator installs them.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-certificates").FullName;

    public string Certificate => Path.Combine(_directory, "gateway.pem");

    public string Key => Path.Combine(_directory, "gateway.key");

    public string[] Settings => [$"--PhoneServices:Tls:Certificate:Path={Certificate}", $"--PhoneServices:Tls:Certificate:KeyPath={Key}"];

    public static CertificateFiles Of(X509Certificate2 certificate, params X509Certificate2[] authorities)
    {
        var files = new CertificateFiles();
        files.Write(certificate, authorities);
        return files;
    }

    public void Write(X509Certificate2 certificate, params X509Certificate2[] authorities)
    {
        WriteCertificate(certificate, authorities);
        File.WriteAllText(Key, TestCertificate.KeyPem(certificate));
    }

    public void WriteCertificate(X509Certificate2 certificate, params X509Certificate2[] authorities) =>
        File.WriteAllText(Certificate, string.Join('\n', authorities.Prepend(certificate).Select(one => one.ExportCertificatePem())));

    /// <summary>Writes another file with these certificates, without keys.</summary>
    public string Trusting(string name, params X509Certificate2[] certificates)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, string.Join('\n', certificates.Select(one => one.ExportCertificatePem())));
        return path;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
