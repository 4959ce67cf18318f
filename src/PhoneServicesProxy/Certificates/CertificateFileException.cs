namespace PhoneServicesProxy.Certificates;

/// <summary>A certificate that cannot be used, and what to write instead.</summary>
/// <param name="setting">Which of <see cref="CertificateOptions"/>' settings is to blame.</param>
/// <param name="message">What is wrong with its value and what to write instead.</param>
internal sealed class CertificateFileException(string setting, string message) : IOException(message)
{
    public string Setting { get; } = setting;
}
