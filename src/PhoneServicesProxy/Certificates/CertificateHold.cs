namespace PhoneServicesProxy.Certificates;

/// <summary>How long a new certificate is held back, and what its administrator is told meanwhile.</summary>
internal static class CertificateHold
{
    /// <summary>How long before the end of the one in force a new one is put into force at the latest: a certificate that has expired helps nobody.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <param name="wanted">The setting.</param>
    /// <param name="seen">When the new certificate was first seen.</param>
    /// <param name="inForceUntil">When the one in force expires.</param>
    public static DateTimeOffset EndOf(ActivationTime wanted, DateTimeOffset seen, DateTimeOffset inForceUntil)
    {
        var (due, latest) = (wanted.Of(seen), LatestFor(inForceUntil));
        return due < latest ? due : latest;
    }

    /// <summary>When the one in force is replaced at the latest.</summary>
    public static DateTimeOffset LatestFor(DateTimeOffset inForceUntil) => inForceUntil - Margin;

    public static CertificateDoubt Of(ServerCertificate waiting, DateTimeOffset due, bool isCutShort) => new(
        CertificateDoubt.HeldBack,
        $"it is held back until {due:u}{(isCutShort ? ", an hour before the one in force expires" : "")}. Put it into CallManager's tomcat-trust before that: "
            + $"SHA-256 fingerprint {waiting.Fingerprint}, for {string.Join(", ", waiting.Names)}, valid until {waiting.NotAfter:u}",
        due);
}
