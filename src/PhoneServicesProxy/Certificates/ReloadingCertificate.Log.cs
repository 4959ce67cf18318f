namespace PhoneServicesProxy.Certificates;

internal sealed partial class ReloadingCertificate
{
    [LoggerMessage(1, LogLevel.Information,
        "New certificate for {Name}: {Subject}, valid until {NotAfter:u}, SHA-256 fingerprint {Fingerprint}.", EventName = "CertificateReplaced")]
    private partial void LogReplaced(string name, string subject, DateTimeOffset notAfter, string fingerprint);

    [LoggerMessage(2, LogLevel.Error,
        "The new certificate for {Name} cannot be used, the one from before stays in force. {Setting} {Problem}", EventName = "CertificateKept")]
    private partial void LogKept(string name, string setting, string problem);

    [LoggerMessage(3, LogLevel.Error,
        "The certificate on disk for {Name}, {Subject} (SHA-256 fingerprint {Fingerprint}), is not taken into force: {Reason}. The valid one from before stays. Put a better one there; to use this one all the same, restart the gateway.", EventName = "CertificateWaits")]
    private partial void LogWaits(string name, string subject, string fingerprint, string reason);

    [LoggerMessage(4, LogLevel.Warning,
        "The new certificate on disk for {Name}, {Subject}, waits: {Reason}. To use it at once: POST /api/certificates/{Name}/activate.", EventName = "CertificateHeldBack")]
    private partial void LogHeldBack(string name, string subject, string reason);

    [LoggerMessage(5, LogLevel.Warning,
        "ActivateAfter of the certificate for {Name} is {At:u}, but the gateway has started just now and knows no other one than that on disk, {Subject} (SHA-256 fingerprint {Fingerprint}): that is in force.", EventName = "CertificateNotHeldBack")]
    private partial void LogNotHeldBack(string name, DateTimeOffset at, string subject, string fingerprint);

    [LoggerMessage(6, LogLevel.Information,
        "{By} orders that the certificate on disk for {Name} is held back no longer, SHA-256 fingerprint {Fingerprint}.", EventName = "CertificateOrdered")]
    private partial void LogOrdered(string by, string name, string fingerprint);
}
