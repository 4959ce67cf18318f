using System.Security.Authentication;

namespace PhoneServicesProxy.Tls;

/// <summary>Converts versions to .NET's values.</summary>
internal static class TlsVersions
{
    /// <summary>Returns this version and all later ones.</summary>
    public static SslProtocols From(TlsVersion minimum) =>
        Enum.GetValues<TlsVersion>().Where(version => version >= minimum).Aggregate(SslProtocols.None, (all, version) => all | Of(version));

    // Old phones support only the old versions. They are used only if the configuration asks for them.
#pragma warning disable SYSLIB0039, CA5397, CA5398
    public static SslProtocols Of(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => SslProtocols.Tls,
        TlsVersion.Tls11 => SslProtocols.Tls11,
        TlsVersion.Tls12 => SslProtocols.Tls12,
        _ => SslProtocols.Tls13,
    };
#pragma warning restore SYSLIB0039, CA5397, CA5398
}
