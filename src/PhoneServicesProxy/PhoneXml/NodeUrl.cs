namespace PhoneServicesProxy.PhoneXml;

/// <summary>The beginning of a URL that leads to a known node: the part that makes way for the gateway's address.</summary>
/// <param name="Authority">Scheme, host and port, as they are written.</param>
/// <param name="IsHttps">Whether the scheme is https.</param>
internal readonly record struct NodeUrl(ByteRange Authority, bool IsHttps)
{
    /// <summary>The longest URL that phone XML allows, in characters (CiscoIPPhone.xsd).</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// Finds a node at the beginning of <paramref name="text"/>, behind blanks. Only where the whole authority is a known host
    /// and port: not in <c>http://node@elsewhere/</c>, not in <c>http://elsewhere/?http://node/</c>, not in
    /// <c>Notify:http:node:80:…</c>.
    /// </summary>
    /// <param name="text">A URL with nothing before it but blanks.</param>
    /// <param name="hasReferences">Whether it is written with XML's references.</param>
    /// <param name="nodes">What counts as a node.</param>
    /// <param name="url">What was found.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, bool hasReferences, KnownNodes nodes, out NodeUrl url)
    {
        url = default;
        var cursor = new UrlCursor(text, hasReferences);
        cursor.SkipBlanks();
        var start = cursor.Position;
        if (!cursor.Read("http"))
            return false;

        var isHttps = cursor.Read("s");
        if (!cursor.Read("://"))
            return false;

        Span<char> host = stackalloc char[HostAndPort.MaxHostLength];
        var length = HostAndPort.ReadHost(ref cursor, host);
        var port = HostAndPort.ReadPort(ref cursor, isHttps ? 443 : 80);
        if (length == 0 || !cursor.IsAtEndOfAuthority || !nodes.Contains(host[..length], port))
            return false;

        url = new(new(start, cursor.Position - start), isHttps);
        return true;
    }
}
