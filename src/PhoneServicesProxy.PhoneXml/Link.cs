namespace PhoneServicesProxy.PhoneXml;

/// <summary>The beginning of a URI.</summary>
/// <param name="Kind">Where it leads.</param>
/// <param name="Authority">Scheme, host and port as they are written; host and port alone in a <see cref="LinkKind.Notify"/>.</param>
/// <param name="IsHttps">Whether the scheme is https.</param>
internal readonly record struct Link(LinkKind Kind, ByteRange Authority = default, bool IsHttps = false)
{
    /// <summary>Whether the phone comes to the gateway by it, once the address is the gateway's: then its session is to say whose it is.</summary>
    public bool HasSessions => Kind is LinkKind.Node or LinkKind.Gateway or LinkKind.Relative;

    /// <summary>What takes the place of <see cref="Authority"/>; null where it stays.</summary>
    public UrlEditKind? Edit => Kind switch
    {
        LinkKind.Node => IsHttps ? UrlEditKind.Https : UrlEditKind.Http,
        LinkKind.Notify => IsHttps ? UrlEditKind.HttpsHostAndPort : UrlEditKind.HttpHostAndPort,
        _ => null,
    };
}
