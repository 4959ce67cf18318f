namespace PhoneServicesProxy.Certificates;

/// <summary>A certificate cannot be used.</summary>
/// <param name="setting">The setting of <see cref="CertificateOptions"/> that is wrong.</param>
/// <param name="message">The error in its value, and the text to write instead.</param>
internal sealed class CertificateFileException(string setting, string message) : IOException(message)
{
    public string Setting { get; } = setting;
}
