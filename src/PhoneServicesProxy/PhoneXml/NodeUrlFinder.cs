using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Goes through a page once and notes every URL of a node, in the places where phone XML has URLs (see
/// <see cref="PhoneObjects"/>), and nowhere else.
/// </summary>
internal ref struct NodeUrlFinder(ReadOnlySpan<byte> page, KnownNodes nodes, GatewayAddress gateway)
{
    private readonly ReadOnlySpan<byte> _page = page;
    private UrlElement _element;
    private int _tooLong;

    /// <summary>What is to change, in the order of the page; null for nothing.</summary>
    public List<UrlEdit>? Edits { get; private set; }

    /// <summary>What the edits come to; whether the page was read to its end shows in <see cref="RewriteCounts.IllFormed"/>.</summary>
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
                case PhoneXmlToken.Text or PhoneXmlToken.CData when _element.IsOpen:
                    _element.Add(_page, scanner.Value, hasReferences: scanner.Token == PhoneXmlToken.Text, nodes, gateway);
                    break;
                case PhoneXmlToken.EndElement when _element.IsOpen:
                    Take(_element.Url, _element.Length);
                    _element = default;
                    break;
            }
        }

        return scanner.Token == PhoneXmlToken.End ? new(Edits?.Count ?? 0, _tooLong) : new(IllFormed: 1);
    }

    private void Start(scoped in PhoneXmlScanner scanner)
    {
        // A URL holds text and nothing else: one with an element in it is left alone.
        _element = default;
        if (scanner.Token == PhoneXmlToken.StartElement && PhoneObjects.IsUrl(scanner.Element, scanner.Parent))
            _element.IsOpen = true;

        foreach (var attribute in scanner.Attributes)
        {
            if (PhoneObjects.IsUrlAttribute(attribute.Name.Of(_page), scanner.Element))
                Read(attribute.Value);
        }
    }

    private void Read(ByteRange attribute)
    {
        var value = new UrlElement { IsOpen = true };
        value.Add(_page, attribute, hasReferences: true, nodes, gateway);
        Take(value.Url, value.Length);
    }

    private void Take(NodeUrl? found, int length)
    {
        if (found is not { } url || IsSame(url))
            return;

        if (length > NodeUrl.MaxLength)
            _tooLong++;
        else
            (Edits ??= []).Add(new(url.Authority, url.IsHttps));
    }

    // The gateway may go by a name that was a node's.
    private readonly bool IsSame(NodeUrl url) => Ascii.Equals(url.Authority.Of(_page), gateway.For(url.IsHttps));
}
