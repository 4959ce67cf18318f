namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// What is known of the URL that is being read. It may come in pieces, with CDATA sections, comments and instructions in
/// between, but scheme, host and port are looked for in one of them only.
/// </summary>
internal struct UrlElement
{
    private UrlLength _length;
    private bool _begun;
    private bool _mayGoOn;

    public bool IsOpen { get; set; }

    /// <summary>The node that the URL leads to; null for none.</summary>
    public NodeUrl? Url { get; private set; }

    /// <summary>How many characters the URL has with the gateway's address.</summary>
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

        // The host ended with the piece before: does it really end there?
        if (_mayGoOn && !new UrlCursor(piece, hasReferences).IsAtEndOfAuthority)
            Url = null;

        _mayGoOn = false;
        if (Url is not null)
            _length.Add(piece, hasReferences);
    }

    private void Begin(ReadOnlySpan<byte> piece, int start, bool hasReferences, KnownNodes nodes, GatewayAddress gateway)
    {
        if (!NodeUrl.TryFind(piece, hasReferences, nodes, out var found))
        {
            _begun = piece.ContainsAnyExcept(PhoneXmlSyntax.Blanks);
            return;
        }

        _begun = true;
        _mayGoOn = found.Authority.End == piece.Length;
        _length = new(gateway.For(found.IsHttps).Length);
        _length.Add(piece[found.Authority.End..], hasReferences);
        Url = found with { Authority = new(start + found.Authority.Start, found.Authority.Length) };
    }
}
