namespace PhoneServicesProxy.Certificates;

/// <summary>Logs once a day that a certificate has expired, expires soon, is not yet valid or is refused by the TLS library.</summary>
internal sealed partial class CertificateAlarm(IEnumerable<ReloadingCertificate> certificates, TimeProvider time, ILogger<CertificateAlarm> logger)
{
    /// <summary>The warning begins this long before a certificate expires.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);
    private static readonly TimeSpan Repetition = TimeSpan.FromDays(1);
    private readonly Dictionary<string, (ServerCertificate Certificate, DateTimeOffset At)> _said = [];

    public void Check()
    {
        var now = time.GetUtcNow();
        foreach (var certificate in certificates)
        {
            if (certificate.Current is { } current && !(_said.TryGetValue(certificate.Name, out var last) && last.Certificate == current && now < last.At + Repetition))
            {
                _said[certificate.Name] = (current, now);
                Say(certificate.Name, current, now);
            }
        }
    }

    private void Say(string name, ServerCertificate certificate, DateTimeOffset now)
    {
        if (certificate.Refusal is { } refusal)
        {
            LogRefused(name, certificate.Certificate.Subject, refusal);
        }

        if (certificate.NotAfter <= now)
        {
            LogExpired(name, certificate.Certificate.Subject, certificate.NotAfter);
        }
        else if (certificate.NotAfter - now < Notice)
        {
            LogExpires(name, certificate.Certificate.Subject, (int)(certificate.NotAfter - now).TotalDays, certificate.NotAfter);
        }
        else if (certificate.NotBefore > now)
        {
            LogNotYet(name, certificate.Certificate.Subject, certificate.NotBefore);
        }
    }

    [LoggerMessage(1, LogLevel.Error,
        "The certificate for {Name}, {Subject}, expired on {NotAfter:u}: clients refuse it. Replace its files; no restart is needed.", EventName = "CertificateExpired")]
    private partial void LogExpired(string name, string subject, DateTimeOffset notAfter);

    [LoggerMessage(2, LogLevel.Warning,
        "The certificate for {Name}, {Subject}, expires in {Days} days, on {NotAfter:u}. Replace its files; no restart is needed.", EventName = "CertificateExpires")]
    private partial void LogExpires(string name, string subject, int days, DateTimeOffset notAfter);

    [LoggerMessage(3, LogLevel.Error,
        "The certificate for {Name}, {Subject}, is not valid before {NotBefore:u}: clients refuse it, unless this machine's clock is wrong.", EventName = "CertificateNotYetValid")]
    private partial void LogNotYet(string name, string subject, DateTimeOffset notBefore);

    [LoggerMessage(4, LogLevel.Error,
        "The certificate for {Name}, {Subject}, cannot be used, because the TLS library of this machine refuses it ({Refusal}): every https connection fails. Replace its files; no restart is needed.", EventName = "CertificateRefused")]
    private partial void LogRefused(string name, string subject, string refusal);
}
