using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhoneServicesProxy.Management.Access;

/// <summary>Reads certificates and keys in PEM.</summary>
internal static class PemFiles
{
    /// <summary>The first certificate of a file, with its key.</summary>
    /// <exception cref="CryptographicException">The files hold no such pair.</exception>
    public static X509Certificate2 Pair(string certificateFile, string? keyFile) =>
        X509Certificate2.CreateFromPemFile(certificateFile, string.IsNullOrEmpty(keyFile) ? null : keyFile);

    /// <summary>All certificates of a file, in its order.</summary>
    /// <exception cref="CryptographicException">It holds none, or something else.</exception>
    public static X509Certificate2Collection All(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return all.Count > 0 ? all : throw new CryptographicException("no certificate is in it.");
    }

    /// <summary>What reading a file may end with.</summary>
    public static bool IsFault(Exception error) => error is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;
}
