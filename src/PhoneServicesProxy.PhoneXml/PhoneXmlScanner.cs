using System.Runtime.CompilerServices;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads a phone page token by token, without copying a byte, and checks on the way that it is well-formed. It accepts any encoding that
/// keeps ASCII (UTF-8, ISO 8859, Windows code pages). For the other encoding see <see cref="Utf16"/>.
/// </summary>
/// <remarks>
/// <para>It is stricter than XML 1.0. It allows no DOCTYPE, because phones do not know it and it can attack a parser. It allows at most
/// <see cref="MaxDepth"/> nested elements and <see cref="MaxAttributes"/> attributes an element, because time must grow only with the size of
/// a page. It allows at most 32 digits in a numeric reference.</para>
/// <para>It is also more lenient. It allows blanks before the XML declaration, which careless applications send and phones are known to show.
/// It does not check bytes above 127 against the encoding. The declared encoding may be any name. Prefixes of names need no
/// declaration.</para>
/// </remarks>
internal ref partial struct PhoneXmlScanner(ReadOnlySpan<byte> utf8)
{
    public const int MaxDepth = 64;
    public const int MaxAttributes = 32;

    private readonly ReadOnlySpan<byte> _bytes = utf8;
    private OpenElements _open;
    private int _position;
    private bool _rootSeen;

    public PhoneXmlToken Token { get; private set; }

    /// <summary>The number of open elements, with the one that the current token starts or ends: 1 at the root's tags.</summary>
    public int Depth { get; private set; }

    /// <summary>The name of an element, at its start and its end, or the target of an instruction.</summary>
    public ByteRange Name { get; private set; }

    /// <summary>The content of a text, CDATA section or comment, without its delimiters.</summary>
    public ByteRange Value { get; private set; }

    /// <summary>The first byte after the current token; after <see cref="PhoneXmlToken.Fault"/> the start of the faulty part.</summary>
    public readonly int Position => _position;

    /// <summary>The name of the innermost open element, as counted by <see cref="Depth"/>; empty outside the root.</summary>
    public readonly ReadOnlySpan<byte> Element => Ancestor(0);

    /// <summary>The name of the element around <see cref="Element"/>; empty if <see cref="Element"/> is the root.</summary>
    public readonly ReadOnlySpan<byte> Parent => Ancestor(1);

    /// <summary>The attributes of the element that the current token starts.</summary>
    public readonly PhoneXmlAttributes Attributes => new(_bytes, Name.End);

    /// <summary>Moves to the next token. Returns false at the end of the page and at a fault. <see cref="Token"/> tells which.</summary>
    public bool Read()
    {
        switch (Token)
        {
            case PhoneXmlToken.None:
                return ReadFirst();
            case PhoneXmlToken.End or PhoneXmlToken.Fault:
                return false;
            case PhoneXmlToken.EndElement or PhoneXmlToken.EmptyElement:
                Depth--;
                break;
        }

        return Depth == 0 ? ReadOutsideRoot() : ReadInsideRoot();
    }

    private bool ReadFirst()
    {
        var forbidden = _bytes.IndexOfAny(PhoneXmlSyntax.Forbidden);
        if (forbidden >= 0)
        {
            _position = forbidden;
            return Fault();
        }

        _position = _bytes.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? PhoneXmlSyntax.ByteOrderMark.Length : 0;
        _position = PhoneXmlSyntax.SkipBlanks(_bytes, _position);
        return At("<?xml"u8) && PhoneXmlSyntax.IsBlank(Peek(5)) ? ReadDeclaration() : ReadOutsideRoot();
    }

    private bool ReadOutsideRoot()
    {
        _position = PhoneXmlSyntax.SkipBlanks(_bytes, _position);
        if (_position < _bytes.Length)
            return _bytes[_position] == '<' ? ReadMarkup() : Fault();

        if (!_rootSeen)
            return Fault();

        Token = PhoneXmlToken.End;
        return false;
    }

    private bool ReadInsideRoot() => Peek(0) == '<' ? ReadMarkup() : ReadText();

    private bool ReadMarkup() => Peek(1) switch
    {
        (byte)'/' => ReadEndTag(),
        (byte)'!' => At("<!--"u8) ? ReadComment() : ReadCData(),
        (byte)'?' => ReadInstruction(),
        _ => ReadStartTag(),
    };

    private readonly ReadOnlySpan<byte> Ancestor(int generations)
    {
        var index = Depth - 1 - generations;
        return (uint)index < MaxDepth ? _open[index].Of(_bytes) : default;
    }

    /// <summary>A byte ahead; 0 after the last byte. After <see cref="ReadFirst"/> no page contains a 0.</summary>
    private readonly byte Peek(int ahead) =>
        (uint)(_position + ahead) < (uint)_bytes.Length ? _bytes[_position + ahead] : (byte)0;

    private readonly bool At(ReadOnlySpan<byte> text) => _bytes[_position..].StartsWith(text);

    private bool Found(PhoneXmlToken token, int position)
    {
        Token = token;
        _position = position;
        return true;
    }

    private bool Fault()
    {
        Token = PhoneXmlToken.Fault;
        return false;
    }

    [InlineArray(MaxDepth)]
    private struct OpenElements
    {
        private ByteRange _first;
    }
}
