using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads a page once and notes every URL of a node. It looks only in the places where phone XML has URLs (see
/// <see cref="PhoneObjects"/>).
/// </summary>
internal ref struct NodeUrlFinder(ReadOnlySpan<byte> page, PageEdits edits)
{
    private readonly ReadOnlySpan<byte> _page = page;
    private UrlInPieces _url;
    private RewriteCounts _counts;

    /// <summary>The changes, in the order of the page; null if there are none.</summary>
    public List<UrlEdit>? Edits { get; private set; }

    /// <summary>Counts the edits. <see cref="RewriteCounts.IllFormed"/> shows if the page could not be read to its end.</summary>
    public RewriteCounts Find()
    {
        var scanner = new PhoneXmlScanner(_page);
        while (scanner.Read())
        {
            switch (scanner.Token)
            {
                case PhoneXmlToken.StartElement or PhoneXmlToken.EmptyElement:
                    Start(scanner);
                    break;
                case PhoneXmlToken.Text or PhoneXmlToken.CData when _url.IsOpen:
                    _url.Add(_page, scanner.Value, hasReferences: scanner.Token == PhoneXmlToken.Text, edits);
                    break;
                case PhoneXmlToken.EndElement when _url.IsOpen:
                    var length = _url.Length;
                    Take(_url.Link, _url.Session, ref length);
                    _url = default;
                    break;
            }
        }

        return scanner.Token == PhoneXmlToken.End ? _counts : new(IllFormed: 1);
    }

    /// <summary>Reads the whole text as one URL, as in a header.</summary>
    public RewriteCounts FindOne()
    {
        var reader = new LinkReader(_page, hasReferences: false);
        var link = reader.ReadLink(edits);
        if (link.HasSessions)
        {
            var length = LengthOf(_page, hasReferences: false);
            Take(link, reader.ReadSession(), ref length);
        }

        return _counts;
    }

    private void Start(scoped in PhoneXmlScanner scanner)
    {
        // A URL contains only text. A URL with an element in it is left unchanged.
        _url = default;
        if (scanner.Token == PhoneXmlToken.StartElement && PhoneObjects.IsUrl(scanner.Element, scanner.Parent))
            _url.IsOpen = true;

        foreach (var attribute in scanner.Attributes)
        {
            var name = attribute.Name.Of(_page);
            if (PhoneObjects.IsUrlAttribute(name, scanner.Element))
                Read(attribute.Value, isList: PhoneObjects.IsFocusAttribute(name));
        }
    }

    /// <summary>
    /// One attribute may have several URIs, separated by semicolons (XSI 9.1). One length limit holds for all of them together. In an attribute
    /// for one URL, semicolons are part of the URL.
    /// </summary>
    private void Read(ByteRange attribute, bool isList)
    {
        var reader = new LinkReader(attribute.Of(_page), hasReferences: true);
        var length = -1;
        do
        {
            var link = reader.ReadLink(edits, isList);
            isList |= link.Kind is LinkKind.None or LinkKind.Notify;
            if (link.Kind is LinkKind.None or LinkKind.Foreign)
                continue;

            if (length < 0)
                length = LengthOf(attribute.Of(_page));

            var session = link.HasSessions ? reader.ReadSession() : default;
            Take(link with { Authority = At(link.Authority, attribute.Start) }, At(session, attribute.Start), ref length);
        }
        while (isList && reader.MoveToNext());
    }

    /// <param name="link">The link that was found.</param>
    /// <param name="session">The session in its path; empty for none.</param>
    /// <param name="length">The number of characters of the whole, with all changes so far.</param>
    private void Take(Link link, ByteRange session, ref int length)
    {
        if (link.Edit is { } edit && edits.ChangesAddresses && !TakeAddress(link, edit, ref length))
            return;

        if (session.Length == 0 || !link.HasSessions)
            return;

        _counts += new RewriteCounts(Sessions: 1);
        if (edits.Session is { } written)
            _ = TryReplace(written.PlaceIn(session), UrlEditKind.Session, written.Text, ref length);
    }

    /// <returns>True if the URL now leads to the gateway.</returns>
    private bool TakeAddress(Link link, UrlEditKind edit, ref int length)
    {
        if (!link.IsRouted)
        {
            _counts += new RewriteCounts(Unrouted: 1);
            return false;
        }

        if (edits.TextOf(edit) is not { } address)
        {
            _counts += new RewriteCounts(NoPlainHttp: 1);
            return false;
        }

        // The gateway may have taken over a node's name.
        if (Ascii.Equals(link.Authority.Of(_page), address))
            return true;

        var fits = TryReplace(link.Authority, edit, address, ref length);
        _counts += fits ? new RewriteCounts(Rewritten: 1) : new RewriteCounts(TooLong: 1);
        return fits;
    }

    private bool TryReplace(ByteRange range, UrlEditKind kind, string text, ref int length)
    {
        var changed = length - LengthOf(range.Of(_page)) + text.Length;
        if (changed > UrlLength.Max)
            return false;

        (Edits ??= []).Add(new(range, kind));
        length = changed;
        return true;
    }

    private static ByteRange At(ByteRange range, int start) => new(start + range.Start, range.Length);

    private static int LengthOf(ReadOnlySpan<byte> text, bool hasReferences = true)
    {
        var length = new UrlLength();
        length.Add(text.TrimStart(PhoneXmlSyntax.Blanks), hasReferences);
        return length.Characters;
    }
}
