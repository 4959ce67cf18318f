using System.Runtime.CompilerServices;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads a phone page token by token, without copying a byte of it, and finds out on the way whether it is well-formed.
/// It takes any encoding that keeps ASCII (UTF-8, ISO 8859, Windows code pages); see <see cref="Utf16"/> for the other.
/// </summary>
/// <remarks>
/// <para>Stricter than XML 1.0: no DOCTYPE, which phones do not know and which is a way to attack a parser; at most
/// <see cref="MaxDepth"/> elements inside each other and <see cref="MaxAttributes"/> attributes an element, so that time
/// grows only with the size of a page; at most 32 digits in a numeric reference.</para>
/// <para>More lenient: blanks before the XML declaration, which sloppy servers send and phones are known to show; what an
/// encoding makes of bytes above 127 is not looked at, wherever they stand; the declared encoding may be any name;
/// prefixes of names need no declaration.</para>
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

    /// <summary>How many elements are open, one that the current token starts or ends included: 1 at the root's tags.</summary>
    public int Depth { get; private set; }

    /// <summary>The name of an element, at its start and its end, or the target of an instruction.</summary>
    public ByteRange Name { get; private set; }

    /// <summary>What a text, CDATA section or comment consists of, without its delimiters.</summary>
    public ByteRange Value { get; private set; }

    /// <summary>The first byte after the current token; after <see cref="PhoneXmlToken.Fault"/> the start of what is wrong.</summary>
    public readonly int Position => _position;

    /// <summary>The name of the innermost open element, as counted by <see cref="Depth"/>; empty outside the root.</summary>
    public readonly ReadOnlySpan<byte> Element => Ancestor(0);

    /// <summary>The name of the element around <see cref="Element"/>; empty if that is the root.</summary>
    public readonly ReadOnlySpan<byte> Parent => Ancestor(1);

    /// <summary>The attributes of the element that the current token starts.</summary>
    public readonly PhoneXmlAttributes Attributes => new(_bytes, Name.End);

    /// <summary>Goes to the next token; false at the end of the page and at a fault, which <see cref="Token"/> tells apart.</summary>
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

    /// <summary>A byte ahead, 0 behind the last one: no page that got past <see cref="ReadFirst"/> holds a 0.</summary>
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
