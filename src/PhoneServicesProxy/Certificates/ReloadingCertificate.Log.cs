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
}
