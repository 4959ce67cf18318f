namespace PhoneServicesProxy.PhoneXml;

/// <summary>The text that replaces a range of a page.</summary>
internal enum UrlEditKind
{
    /// <summary>The gateway's scheme, host and port, for a node's http address.</summary>
    Http,

    /// <summary>The same for a node's https address.</summary>
    Https,

    /// <summary>The gateway's host and port for http, always with a port.</summary>
    HttpHostAndPort,

    /// <summary>The same for https.</summary>
    HttpsHostAndPort,

    /// <summary>The change of the session in the path: see <see cref="PathSession"/>.</summary>
    Session,
}
