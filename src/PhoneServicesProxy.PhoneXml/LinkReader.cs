using System.Buffers;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads the URIs of an element, an attribute or a header: the target of each, and the session in its path. <c>onApp…</c> attributes may
/// have several, separated by semicolons.
/// </summary>
internal ref struct LinkReader(ReadOnlySpan<byte> text, bool hasReferences)
{
    /// <summary>Those that a path has nearly always. Others are read one by one.</summary>
    private static readonly SearchValues<byte> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%"u8);

    /// <summary>Those that end a path, and the one that begins a reference to any of them.</summary>
    private static readonly SearchValues<byte> PathEnds = SearchValues.Create("?#; \t\r\n&"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private UrlCursor _cursor = new(text, hasReferences);

    /// <summary>True if nothing follows the last part read. It may go on in the element's next piece.</summary>
    public readonly bool IsAtEnd => _cursor.Current == UrlCursor.End;

    /// <summary>True if the path of the last URL read may go on.</summary>
    public readonly bool IsInPath => _cursor.Current is not ('?' or '#' or ';') && !_cursor.IsAtBlank;

    /// <summary>
    /// Reads a URI up to its path, after blanks. A node counts only if the whole authority is a known host and port. So
    /// <c>http://node@elsewhere/</c> and <c>http://elsewhere/?http://node/</c> do not count.
    /// </summary>
    /// <param name="edits">The known nodes, the gateway's address for the phone, and its routes.</param>
    /// <param name="isList">True if a semicolon ends the URI.</param>
    public Link ReadLink(PageEdits edits, bool isList = false)
    {
        _cursor.SkipBlanks();
        var begin = _cursor;
        if (_cursor.Read("http"))
        {
            var isHttps = _cursor.Read("s");
            if (_cursor.Read("://"))
                return ReadAuthority(begin.Position, isHttps, edits, isList);
        }

        _cursor = begin;
        if (_cursor.Read("notify:http"))
        {
            var isHttps = _cursor.Read("s");
            return _cursor.Read(":") ? ReadNotify(isHttps, edits) : default;
        }

        _cursor = begin;
        return IsRelative() ? new(LinkKind.Relative, new(begin.Position, 0)) : default;
    }

    /// <summary>Reads the path up to its first semicolon. Tomcat writes the session after it.</summary>
    /// <returns>The range from the semicolon to the end of the session's id; empty if there is none.</returns>
    public ByteRange ReadSession()
    {
        // Most paths end before any byte that could be a semicolon.
        var rest = _text[_cursor.Position..];
        var next = rest.IndexOfAny(PathEnds);
        if (next < 0 || rest[next] is not ((byte)';' or (byte)'&'))
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

    /// <summary>True if a host and port before <paramref name="piece"/> do not go on in it.</summary>
    public static bool EndsAuthority(LinkKind kind, ReadOnlySpan<byte> piece, bool hasReferences)
    {
        var cursor = new UrlCursor(piece, hasReferences);
        return kind == LinkKind.Notify ? EndsPart(cursor) : cursor.IsAtEndOfAuthority;
    }

    /// <summary>True if a session's id before <paramref name="piece"/> does not go on in it.</summary>
    public static bool EndsId(ReadOnlySpan<byte> piece, bool hasReferences) => EndsId(new UrlCursor(piece, hasReferences));

    /// <summary>Moves behind the next semicolon. Returns false if there is none.</summary>
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

    private Link ReadAuthority(int start, bool isHttps, PageEdits edits, bool isList)
    {
        Span<char> host = stackalloc char[HostAndPort.MaxHostLength];
        var length = HostAndPort.ReadHost(ref _cursor, host);
        var port = HostAndPort.ReadPort(ref _cursor, isHttps ? 443 : 80);
        if (length == 0 || port < 0 || !(_cursor.IsAtEndOfAuthority || (isList && _cursor.Current == ';')))
            return new(LinkKind.Foreign);

        var authority = new ByteRange(start, _cursor.Position - start);
        if (edits.Nodes.Contains(host[..length], port))
            return new(LinkKind.Node, authority, isHttps, IsRouted(edits));

        return new(edits.Gateway.Is(isHttps, host[..length], port) ? LinkKind.Gateway : LinkKind.Foreign, authority, isHttps);
    }

    /// <summary>The parts are separated by colons, and the port is always written (XSI 9.1).</summary>
    private Link ReadNotify(bool isHttps, PageEdits edits)
    {
        Span<char> host = stackalloc char[HostAndPort.MaxHostLength];
        var start = _cursor.Position;
        var length = HostAndPort.ReadHost(ref _cursor, host);
        var port = HostAndPort.ReadPort(ref _cursor, defaultPort: -1);
        return length > 0 && port > 0 && EndsPart(_cursor) && edits.Nodes.Contains(host[..length], port)
            ? new(LinkKind.Notify, new(start, _cursor.Position - start), isHttps, IsRouted(edits))
            : default;
    }

    /// <summary>The path may continue in the element's next piece. The caller must check that.</summary>
    private readonly bool IsRouted(PageEdits edits)
    {
        if (edits.Routed is not { } routed)
            return true;

        // In a Notify, a colon is between port and path.
        var cursor = _cursor;
        if (cursor.Current == ':')
            cursor.MoveNext();

        Span<char> path = stackalloc char[UrlLength.Max];
        path[0] = '/';
        var length = cursor.Current == '/' ? 0 : 1;
        length += cursor.Read(PathCharacters, path[length..]);
        while (cursor.Current is not ('?' or '#' or ';' or UrlCursor.End) && !cursor.IsAtBlank)
        {
            // No page may have a URL of this length.
            if (length == path.Length)
                return true;

            path[length++] = cursor.Current;
            cursor.MoveNext();
        }

        return routed(path[..length]);
    }

    private static bool EndsPart(UrlCursor cursor) => cursor.Current is ':' or ';' or UrlCursor.End || cursor.IsAtBlank;

    /// <summary>With anything else after it, this gateway would not accept the id again.</summary>
    private static bool EndsId(UrlCursor cursor) => cursor.Current is '?' or '#' or ';' or UrlCursor.End || cursor.IsAtBlank;

    /// <summary>Checks only text with a semicolon, because only a session matters here. A colon before the path makes the text before it a scheme.</summary>
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
