namespace PhoneServicesProxy.PhoneXml;

/// <summary>What is written in the place of a stretch of a page.</summary>
internal enum UrlEditKind
{
    /// <summary>The gateway's scheme, host and port, for a node's on http.</summary>
    Http,

    /// <summary>The same for a node's on https.</summary>
    Https,

    /// <summary>The gateway's host and port for phones on http, the port written out.</summary>
    HttpHostAndPort,

    /// <summary>The same for phones on https.</summary>
    HttpsHostAndPort,

    /// <summary>What becomes of the session in the path: see <see cref="PathSession"/>.</summary>
    Session,
}
