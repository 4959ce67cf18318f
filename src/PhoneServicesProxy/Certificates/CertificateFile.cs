using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Certificates;

/// <summary>Reads a certificate with its key, from PEM files or PKCS #12.</summary>
internal static class CertificateFile
{
    /// <summary>Windows editors write it before the first line.</summary>
    private const char ByteOrderMark = '\uFEFF';

    private static readonly string[] Pkcs12Extensions = [".pfx", ".p12"];

    /// <exception cref="CertificateFileException">The certificate cannot be used. The message says why and what to write.</exception>
    public static ServerCertificate Load(CertificateOptions options)
    {
        var path = options.Path ?? "";
        var certificates = HoldsKey(path)
            ? LoadPkcs12(path, options.Password)
            : LoadPem(path, options);
        var leaf = Leaf(certificates);
        certificates.Remove(leaf);

        // Offline: missing certificates of the chain must not be downloaded while phones wait.
        return new(leaf, SslStreamCertificateContext.Create(leaf, certificates, offline: true));
    }

    /// <summary>True for PKCS #12, by the name of the file.</summary>
    public static bool HoldsKey(string path) => Pkcs12Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>An exported file may also contain the keys of authorities. The server's certificate is the one that has not signed any other.</summary>
    private static X509Certificate2 Leaf(X509Certificate2Collection certificates)
    {
        var withKey = certificates.Where(certificate => certificate.HasPrivateKey).ToArray();
        return withKey.FirstOrDefault(certificate => !certificates.Any(other => other != certificate && other.Issuer == certificate.Subject)) ?? withKey[0];
    }

    private static X509Certificate2Collection LoadPem(string path, CertificateOptions options)
    {
        var keyIsApart = !string.IsNullOrEmpty(options.KeyPath);
        var text = Read(path, nameof(CertificateOptions.Path));
        var certificates = PemCertificates.Parse(text);
        if (certificates.Count == 0)
        {
            throw new CertificateFileException(nameof(CertificateOptions.Path),
                $"is \"{path}\", which holds no certificate. Write a PEM file (-----BEGIN CERTIFICATE-----), or a PKCS #12 file that ends in .pfx or .p12.");
        }

        var key = keyIsApart ? Read(options.KeyPath!, nameof(CertificateOptions.KeyPath)) : text;
        var setting = keyIsApart ? nameof(CertificateOptions.KeyPath) : nameof(CertificateOptions.Path);
        certificates[0] = WithKey(certificates[0], key, options.Password, setting, keyIsApart ? options.KeyPath! : path);
        return certificates;
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, string key, string? password, string setting, string path)
    {
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new CertificateFileException(setting,
                $"is \"{path}\", which holds no private key. Write a PEM file with the certificate's key (-----BEGIN PRIVATE KEY-----) as {nameof(CertificateOptions.KeyPath)}.");
        }

        var isEncrypted = key.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && string.IsNullOrEmpty(password))
        {
            throw new CertificateFileException(nameof(CertificateOptions.Password), $"is missing. The key in \"{path}\" is encrypted. Write its password, preferably in the environment.");
        }

        try
        {
            return isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(certificate.ExportCertificatePem(), key, password)
                : X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
        }
        catch (CryptographicException) when (isEncrypted)
        {
            throw new CertificateFileException(nameof(CertificateOptions.Password),
                $"does not open the key in \"{path}\", or that key belongs to another certificate. Write the password with which the key was encrypted.");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new CertificateFileException(setting,
                $"is \"{path}\", whose key does not belong to the certificate \"{certificate.Subject}\", or is damaged. Write the file of the key with which this certificate was requested.");
        }
    }

    private static X509Certificate2Collection LoadPkcs12(string path, string? password)
    {
        var bytes = ReadBytes(path, nameof(CertificateOptions.Path));
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException error)
        {
            throw new CertificateFileException(nameof(CertificateOptions.Password),
                $"does not open \"{path}\", or that file is damaged: {error.Message} Write the password with which it was exported.");
        }

        return certificates.Any(certificate => certificate.HasPrivateKey)
            ? certificates
            : throw new CertificateFileException(nameof(CertificateOptions.Path), $"is \"{path}\", which holds no private key. Export it again with its key.");
    }

    private static string Read(string path, string setting) => System.Text.Encoding.UTF8.GetString(ReadBytes(path, setting)).TrimStart(ByteOrderMark);

    private static byte[] ReadBytes(string path, string setting)
    {
        try
        {
            return SmallFile.ReadAllBytes(path);
        }
        catch (UnfitFileException error)
        {
            throw new CertificateFileException(setting, $"is \"{path}\", which {error.Fact}. Write the path of a PEM file.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CertificateFileException(setting, $"is \"{path}\", which does not exist{(Path.IsPathRooted(path) ? "" : $" (it is looked for at {Path.GetFullPath(path)})")}. Write the path of an existing file.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && ExhaustionErrors.Of(error) is null)
        {
            throw new CertificateFileException(setting, $"is \"{path}\", which cannot be read: {error.Message} Let the user that the gateway runs as read it.");
        }
    }
}
