namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// What is known of the URL that is being read. It may come in pieces, with CDATA sections, comments and instructions in
/// between, but scheme, host and port are looked for in one of them only, and so is the session in its path.
/// </summary>
internal struct UrlElement
{
    private UrlLength _length;
    private bool _begun;
    private bool _inPath;
    private bool _mayGoOn;
    private bool _sessionMayGoOn;

    public bool IsOpen { get; set; }

    /// <summary>Where the URL leads.</summary>
    public Link Link { get; private set; }

    /// <summary>The session in its path; empty where there is none.</summary>
    public ByteRange Session { get; private set; }

    /// <summary>How many characters it has.</summary>
    public readonly int Length => _length.Characters;

    public void Add(ReadOnlySpan<byte> page, ByteRange range, bool hasReferences, KnownNodes nodes, GatewayAddress gateway)
    {
        var piece = range.Of(page);
        if (piece.IsEmpty)
            return;

        if (!_begun)
        {
            Begin(piece, range.Start, hasReferences, nodes, gateway);
            return;
        }

        // The host ended with the piece before, or the session did: does it really end there?
        if (_mayGoOn && !LinkReader.EndsAuthority(Link.Kind, piece, hasReferences))
            Link = default;

        if (_sessionMayGoOn && !LinkReader.EndsId(piece, hasReferences))
            (Session, _inPath) = (default, false);

        (_mayGoOn, _sessionMayGoOn) = (false, false);
        if (Link.Kind == LinkKind.None)
            return;

        _length.Add(piece, hasReferences);
        if (_inPath && Session.Length == 0)
        {
            var reader = new LinkReader(piece, hasReferences);
            ReadSession(ref reader, range.Start);
        }
    }

    private void Begin(ReadOnlySpan<byte> piece, int start, bool hasReferences, KnownNodes nodes, GatewayAddress gateway)
    {
        _begun = piece.ContainsAnyExcept(PhoneXmlSyntax.Blanks);
        var reader = new LinkReader(piece, hasReferences);
        var link = reader.ReadLink(nodes, gateway);
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
