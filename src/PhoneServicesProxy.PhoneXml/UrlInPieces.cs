namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// The URL in an element's text while it is read. It may come in pieces, with CDATA sections, comments and instructions between them. Scheme,
/// host and port are found only if one piece has all of them. The same is true of the session in the path.
/// </summary>
internal struct UrlInPieces
{
    private UrlLength _length;
    private bool _begun;
    private bool _inPath;
    private bool _mayGoOn;
    private bool _sessionMayGoOn;

    /// <summary>True between the tags of an element whose text is a URL.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The target of the URL.</summary>
    public Link Link { get; private set; }

    /// <summary>The session in its path; empty if there is none.</summary>
    public ByteRange Session { get; private set; }

    /// <summary>The number of its characters.</summary>
    public readonly int Length => _length.Characters;

    public void Add(ReadOnlySpan<byte> page, ByteRange range, bool hasReferences, PageEdits edits)
    {
        var piece = range.Of(page);
        if (piece.IsEmpty)
            return;

        if (!_begun)
        {
            Begin(piece, range.Start, hasReferences, edits);
            return;
        }

        // The host, or the session, reached the end of the piece before. This piece tells whether it really ended there.
        if (_mayGoOn && !LinkReader.EndsAuthority(Link.Kind, piece, hasReferences))
            Link = default;

        if (_sessionMayGoOn && !LinkReader.EndsId(piece, hasReferences))
            (Session, _inPath) = (default, false);

        (_mayGoOn, _sessionMayGoOn) = (false, false);
        if (Link.Kind == LinkKind.None)
            return;

        // The path is not read across pieces. Such a URL is rewritten without a check of the routes.
        if (_inPath || Link.Kind == LinkKind.Notify)
            Link = Link with { IsRouted = true };

        _length.Add(piece, hasReferences);
        if (_inPath && Session.Length == 0)
        {
            var reader = new LinkReader(piece, hasReferences);
            ReadSession(ref reader, range.Start);
        }
    }

    private void Begin(ReadOnlySpan<byte> piece, int start, bool hasReferences, PageEdits edits)
    {
        _begun = piece.ContainsAnyExcept(PhoneXmlSyntax.Blanks);
        var reader = new LinkReader(piece, hasReferences);
        var link = reader.ReadLink(edits);
        if (link.Kind is LinkKind.None or LinkKind.Foreign)
            return;

        Link = link with { Authority = new(start + link.Authority.Start, link.Authority.Length) };
        _mayGoOn = reader.IsAtEnd && link.Authority.Length > 0;
        _length.Add(piece[link.Authority.Start..], hasReferences);
        if (link.HasSessions)
            ReadSession(ref reader, start);
    }

    private void ReadSession(scoped ref LinkReader reader, int start)
    {
        var session = reader.ReadSession();
        _inPath = reader.IsInPath;
        _sessionMayGoOn = session.Length > 0 && reader.IsAtEnd;
        Session = session.Length > 0 ? new(start + session.Start, session.Length) : default;
    }
}
