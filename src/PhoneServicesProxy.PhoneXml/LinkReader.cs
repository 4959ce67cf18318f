namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads the URIs of an element, an attribute or a header: where each leads, and the session in its path. In <c>onApp…</c>
/// attributes several may stand, separated by semicolons.
/// </summary>
internal ref struct LinkReader(ReadOnlySpan<byte> text, bool hasReferences)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private UrlCursor _cursor = new(text, hasReferences);

    /// <summary>Whether what was read last is followed by nothing: it may go on in the element's next piece.</summary>
    public readonly bool IsAtEnd => _cursor.Current == UrlCursor.End;

    /// <summary>Whether the path of the URL that was read last may go on.</summary>
    public readonly bool IsInPath => _cursor.Current is not ('?' or '#' or ';') && !_cursor.IsAtBlank;

    /// <summary>
    /// Reads a URI up to its path, behind blanks. A node only where the whole authority is a known host and port: not in
    /// <c>http://node@elsewhere/</c>, not in <c>http://elsewhere/?http://node/</c>.
    /// </summary>
    /// <param name="nodes">What counts as a node.</param>
    /// <param name="gateway">Under what the phone knows the gateway.</param>
    /// <param name="isList">Whether a semicolon ends the URI.</param>
    public Link ReadLink(KnownNodes nodes, GatewayAddress gateway, bool isList = false)
    {
        _cursor.SkipBlanks();
        var begin = _cursor;
        if (_cursor.Read("http"))
        {
            var isHttps = _cursor.Read("s");
            if (_cursor.Read("://"))
                return ReadAuthority(begin.Position, isHttps, nodes, gateway, isList);
        }

        _cursor = begin;
        if (_cursor.Read("notify:http"))
        {
            var isHttps = _cursor.Read("s");
            return _cursor.Read(":") ? ReadNotify(isHttps, nodes) : default;
        }

        _cursor = begin;
        return IsRelative() ? new(LinkKind.Relative, new(begin.Position, 0)) : default;
    }

    /// <summary>Reads the path, up to its first semicolon, behind which Tomcat writes the session.</summary>
    /// <returns>From the semicolon to the end of the session's id; empty where there is none.</returns>
    public ByteRange ReadSession()
    {
        // Most paths end before there is anything that could be a semicolon.
        var rest = _text[_cursor.Position..];
        var next = rest.IndexOfAny("?#;&"u8);
        if (next < 0 || rest[next] is (byte)'?' or (byte)'#')
        {
            _cursor.Seek(next < 0 ? _text.Length : _cursor.Position + next);
            return default;
        }

        while (IsInPath && !IsAtEnd)
        {
            _cursor.MoveNext();
        }

        var semicolon = _cursor;
        if (_cursor.Current != ';')
            return default;

        _cursor.MoveNext();
        if (_cursor.Read("jsessionid=") && ReadId())
            return new(semicolon.Position, _cursor.Position - semicolon.Position);

        _cursor = semicolon;
        return default;
    }

    /// <summary>Whether a host and port that stood before <paramref name="piece"/> do not go on in it.</summary>
    public static bool EndsAuthority(LinkKind kind, ReadOnlySpan<byte> piece, bool hasReferences)
    {
        var cursor = new UrlCursor(piece, hasReferences);
        return kind == LinkKind.Notify ? EndsPart(cursor) : cursor.IsAtEndOfAuthority;
    }

    /// <summary>Whether a session's id that stood before <paramref name="piece"/> does not go on in it.</summary>
    public static bool EndsId(ReadOnlySpan<byte> piece, bool hasReferences) => EndsId(new UrlCursor(piece, hasReferences));

    /// <summary>Goes on behind the next semicolon; false where there is none.</summary>
    public bool MoveToNext()
    {
        while (!IsAtEnd)
        {
            var wasSemicolon = _cursor.Current == ';';
            _cursor.MoveNext();
            if (wasSemicolon)
                return true;
        }

        return false;
    }

    private Link ReadAuthority(int start, bool isHttps, KnownNodes nodes, GatewayAddress gateway, bool isList)
    {
        Span<char> host = stackalloc char[HostAndPort.MaxHostLength];
        var length = HostAndPort.ReadHost(ref _cursor, host);
        var port = HostAndPort.ReadPort(ref _cursor, isHttps ? 443 : 80);
        if (length == 0 || port < 0 || !(_cursor.IsAtEndOfAuthority || (isList && _cursor.Current == ';')))
            return new(LinkKind.Foreign);

        var kind = nodes.Contains(host[..length], port) ? LinkKind.Node
            : gateway.Is(isHttps, host[..length], port) ? LinkKind.Gateway
            : LinkKind.Foreign;
        return new(kind, new(start, _cursor.Position - start), isHttps);
    }

    /// <summary>Its parts are separated by colons, and its port is written out (XSI 9.1).</summary>
    private Link ReadNotify(bool isHttps, KnownNodes nodes)
    {
        Span<char> host = stackalloc char[HostAndPort.MaxHostLength];
        var start = _cursor.Position;
        var length = HostAndPort.ReadHost(ref _cursor, host);
        var port = HostAndPort.ReadPort(ref _cursor, defaultPort: -1);
        return length > 0 && port > 0 && EndsPart(_cursor) && nodes.Contains(host[..length], port)
            ? new(LinkKind.Notify, new(start, _cursor.Position - start), isHttps)
            : default;
    }

    private static bool EndsPart(UrlCursor cursor) => cursor.Current is ':' or ';' or UrlCursor.End || cursor.IsAtBlank;

    /// <summary>Whatever else is behind an id is nothing that this gateway would take back.</summary>
    private static bool EndsId(UrlCursor cursor) => cursor.Current is '?' or '#' or ';' or UrlCursor.End || cursor.IsAtBlank;

    /// <summary>Only where there is a session in it, for nothing else matters. A colon before the path makes it a scheme.</summary>
    private readonly bool IsRelative()
    {
        if (_text.IndexOf((byte)';') < 0)
            return false;

        var cursor = _cursor;
        if (cursor.Current == '/')
        {
            cursor.MoveNext();
            return cursor.Current != '/';
        }

        while (cursor.Current is not (':' or '/' or ';' or '?' or '#' or UrlCursor.End) && !cursor.IsAtBlank)
        {
            cursor.MoveNext();
        }

        return cursor.Current is '/' or ';';
    }

    private bool ReadId()
    {
        var start = _cursor.Position;
        while (char.IsAsciiLetterOrDigit(_cursor.Current) || _cursor.Current is '-' or '_' or '.')
        {
            _cursor.MoveNext();
        }

        return _cursor.Position > start && EndsId(_cursor);
    }
}
