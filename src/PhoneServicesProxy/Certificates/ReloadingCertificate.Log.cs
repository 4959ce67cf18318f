namespace PhoneServicesProxy.Certificates;

internal sealed partial class ReloadingCertificate
{
    [LoggerMessage(1, LogLevel.Information,
        "New certificate for {Name}: {Subject}, valid until {NotAfter:u}, SHA-256 fingerprint {Fingerprint}.", EventName = "CertificateReplaced")]
    private partial void LogReplaced(string name, string subject, DateTimeOffset notAfter, string fingerprint);

    [LoggerMessage(2, LogLevel.Error,
        "The new certificate for {Name} cannot be used. The previous one stays in force. {Setting} {Problem}", EventName = "CertificateKept")]
    private partial void LogKept(string name, string setting, string problem);

    [LoggerMessage(3, LogLevel.Error,
        "The certificate on disk for {Name}, {Subject} (SHA-256 fingerprint {Fingerprint}), is not used: {Reason}. The previous valid one stays in force. Replace the files with a better one, or restart the gateway to use this one anyway.", EventName = "CertificateWaits")]
    private partial void LogWaits(string name, string subject, string fingerprint, string reason);

    [LoggerMessage(4, LogLevel.Warning,
        "The new certificate on disk for {Name}, {Subject}, waits: {Reason}. To use it immediately: POST /api/certificates/{Name}/activate.", EventName = "CertificateHeldBack")]
    private partial void LogHeldBack(string name, string subject, string reason);

    [LoggerMessage(5, LogLevel.Warning,
        "ActivateAfter of the certificate for {Name} is {At:u}, but a gateway that starts always uses the one on disk: {Subject} (SHA-256 fingerprint {Fingerprint}) is in force.", EventName = "CertificateNotHeldBack")]
    private partial void LogNotHeldBack(string name, DateTimeOffset at, string subject, string fingerprint);

    [LoggerMessage(6, LogLevel.Information,
        "{By} ended the wait of the certificate on disk for {Name}, SHA-256 fingerprint {Fingerprint}.", EventName = "CertificateOrdered")]
    private partial void LogOrdered(string by, string name, string fingerprint);
}
