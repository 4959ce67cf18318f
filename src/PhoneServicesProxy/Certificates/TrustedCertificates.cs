using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Certificates;

/// <summary>
/// The trusted certificates of a PEM file. Each is trusted itself and as an authority that signs others. The file is read again when it changes.
/// </summary>
internal sealed partial class TrustedCertificates : IReloaded
{
    private readonly string _path;
    private readonly ILogger _logger;
    private volatile X509Certificate2Collection _current = [];
    private readonly FileChanges _changes;

    /// <summary>If the file is invalid, nothing is trusted until it is corrected.</summary>
    public TrustedCertificates(string path, ILogger logger)
    {
        (_path, _logger) = (path, logger);
        _changes = new(() => FileState.Of([path]));
        _changes.Check();
        Refresh();
    }

    public string Fingerprints => string.Join(", ", _current.Select(CertificateFingerprint.Of));

    /// <summary>Reads the file once.</summary>
    /// <exception cref="CertificateFileException">The file is invalid.</exception>
    public static X509Certificate2Collection Read(string path)
    {
        try
        {
            return PemCertificates.Parse(SmallFile.ReadAllText(path)) is { Count: > 0 } certificates
                ? certificates
                : throw new CertificateFileException("", $"is \"{path}\", which holds no complete certificate. Write a PEM file (-----BEGIN CERTIFICATE-----).");
        }
        catch (UnfitFileException error)
        {
            throw new CertificateFileException("", $"is \"{path}\", which {error.Fact}. Write the path of a PEM file.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CertificateFileException("", $"is \"{path}\", which does not exist{(Path.IsPathRooted(path) ? "" : $" (it is looked for at {Path.GetFullPath(path)})")}. Write the path of an existing file.");
        }
        catch (Exception error) when (error is IOException and not CertificateFileException or UnauthorizedAccessException && ExhaustionErrors.Of(error) is null)
        {
            throw new CertificateFileException("", $"is \"{path}\", which cannot be read: {error.Message} Let the user that the gateway runs as read it.");
        }
    }

    /// <summary>Returns true if the file has the certificate itself. Then neither its name nor its dates matter.</summary>
    public bool Contains(X509Certificate2 certificate) =>
        _current.Any(trusted => CryptographicOperations.FixedTimeEquals(trusted.RawDataMemory.Span, certificate.RawDataMemory.Span));

    /// <summary>Returns why the certificate does not lead to one in the file; null if it does.</summary>
    /// <param name="certificate">The certificate to check.</param>
    /// <param name="others">The certificates that were sent with it.</param>
    /// <param name="purpose">The required purpose (extended key usage).</param>
    public string? RefusalOf(X509Certificate2 certificate, X509Certificate2Collection others, Oid purpose)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_current);
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        return chain.Build(certificate) ? null : string.Join(" ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
    }

    public void Refresh() => _changes.ReadIfChanged(Read);

    private void Read()
    {
        try
        {
            _current = Read(_path);
            LogReplaced(_path, _current.Count);
        }
        catch (CertificateFileException error)
        {
            LogKept(error.Message);
        }
    }

    [LoggerMessage(3, LogLevel.Information, "Trusted certificates read from {File}: {Count}.", EventName = "TrustedCertificatesReplaced")]
    private partial void LogReplaced(string file, int count);

    [LoggerMessage(4, LogLevel.Error, "The file of trusted certificates {Problem} The certificates trusted before stay trusted.", EventName = "TrustedCertificatesKept")]
    private partial void LogKept(string problem);
}
