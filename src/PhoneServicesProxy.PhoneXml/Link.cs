namespace PhoneServicesProxy.PhoneXml;

/// <summary>The beginning of a URI.</summary>
/// <param name="Kind">The target.</param>
/// <param name="Authority">Scheme, host and port as written; only host and port in a <see cref="LinkKind.Notify"/>.</param>
/// <param name="IsHttps">True if the scheme is https.</param>
/// <param name="IsRouted">False for a node's URL whose path no route of the gateway matches.</param>
internal readonly record struct Link(LinkKind Kind, ByteRange Authority = default, bool IsHttps = false, bool IsRouted = true)
{
    /// <summary>True if the phone comes to the gateway with this URL, after it was rewritten. A session in it must then name its node.</summary>
    public bool HasSessions => Kind is LinkKind.Node or LinkKind.Gateway or LinkKind.Relative;

    /// <summary>The replacement of <see cref="Authority"/>; null if it stays.</summary>
    public UrlEditKind? Edit => Kind switch
    {
        LinkKind.Node => IsHttps ? UrlEditKind.Https : UrlEditKind.Http,
        LinkKind.Notify => IsHttps ? UrlEditKind.HttpsHostAndPort : UrlEditKind.HttpHostAndPort,
        _ => null,
    };
}
