namespace PhoneServicesProxy.Certificates;

/// <summary>Decides how long a new certificate is held back, and describes the wait for the administrator.</summary>
internal static class CertificateHold
{
    /// <summary>
    /// A new certificate comes into force at the latest this long before the current one expires, because clients refuse an expired one.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <param name="wanted">The setting.</param>
    /// <param name="seen">When the new certificate was first seen.</param>
    /// <param name="inForceUntil">When the current certificate expires.</param>
    public static DateTimeOffset EndOf(ActivationTime wanted, DateTimeOffset seen, DateTimeOffset inForceUntil)
    {
        var (due, latest) = (wanted.Of(seen), LatestFor(inForceUntil));
        return due < latest ? due : latest;
    }

    /// <summary>The latest time at which the current certificate is replaced.</summary>
    public static DateTimeOffset LatestFor(DateTimeOffset inForceUntil) => inForceUntil - Margin;

    public static CertificateDoubt Of(ServerCertificate waiting, DateTimeOffset due, bool isCutShort) => new(
        CertificateDoubt.HeldBack,
        $"it is held back until {due:u}{(isCutShort ? ", an hour before the one in force expires" : "")}. Put it into CallManager's tomcat-trust before that: "
            + $"SHA-256 fingerprint {waiting.Fingerprint}, for {string.Join(", ", waiting.Names)}, valid until {waiting.NotAfter:u}",
        due);
}
