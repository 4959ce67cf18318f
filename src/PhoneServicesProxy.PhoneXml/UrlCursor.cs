using System.Buffers;
using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads a URL as a phone does, character by character. In XML <c>&amp;#58;</c> is one character, a colon. It knows only ASCII, because
/// schemes, hosts and ports have no other characters.
/// </summary>
internal ref struct UrlCursor
{
    /// <summary>Stands for the end of the text, because neither a page nor a header can contain a NUL.</summary>
    public const char End = '\0';

    /// <summary>Stands for every character outside ASCII.</summary>
    private const char Other = '\u007F';

    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _hasReferences;
    private int _length;

    /// <param name="text">An element's text, an attribute's value, or a header.</param>
    /// <param name="hasReferences">True if the text may have references, as XML outside CDATA sections.</param>
    public UrlCursor(ReadOnlySpan<byte> text, bool hasReferences)
    {
        _text = text;
        _hasReferences = hasReferences;
        Load();
    }

    public char Current { get; private set; }

    /// <summary>The offset of <see cref="Current"/> in bytes.</summary>
    public int Position { get; private set; }

    /// <summary>The number of characters that have been read.</summary>
    public int Count { get; private set; }

    public readonly bool IsAtBlank => Current is ' ' or '\t' or '\r' or '\n';

    /// <summary>True if scheme, host and port end here (RFC 3986, 3.2).</summary>
    public readonly bool IsAtEndOfAuthority => Current is '/' or '?' or '#' or End || IsAtBlank;

    public void MoveNext()
    {
        Position += _length;
        Count += Current == End ? 0 : 1;
        Load();
    }

    /// <summary>Moves to an offset in bytes, without counting the characters between.</summary>
    public void Seek(int position)
    {
        Position = position;
        Load();
    }

    public void SkipBlanks()
    {
        while (IsAtBlank)
        {
            MoveNext();
        }
    }

    /// <summary>Reads <paramref name="expected"/>, given in lower case, and ignores the case of the text. On false, it may have read a part.</summary>
    public bool Read(scoped ReadOnlySpan<char> expected)
    {
        // Nearly always the text is written without references.
        if (Ascii.EqualsIgnoreCase(_text.Slice(Position, Math.Min(expected.Length, _text.Length - Position)), expected))
        {
            Skip(expected.Length);
            return true;
        }

        foreach (var character in expected)
        {
            if (char.ToLowerInvariant(Current) != character)
                return false;

            MoveNext();
        }

        return true;
    }

    /// <summary>Reads as many of these characters as follow without a reference, and fit.</summary>
    /// <param name="characters">ASCII characters, without the one that begins a reference.</param>
    /// <param name="target">Takes the characters.</param>
    /// <returns>Their number.</returns>
    public int Read(SearchValues<byte> characters, scoped Span<char> target)
    {
        var rest = _text.Slice(Position, Math.Min(target.Length, _text.Length - Position));
        var end = rest.IndexOfAnyExcept(characters);
        var read = end < 0 ? rest : rest[..end];
        Ascii.ToUtf16(read, target, out _);
        Skip(read.Length);
        return read.Length;
    }

    private void Skip(int bytes)
    {
        Position += bytes;
        Count += bytes;
        Load();
    }

    private void Load()
    {
        if (Position >= _text.Length)
        {
            (Current, _length) = (End, 0);
            return;
        }

        var code = (int)_text[Position];
        var length = code == '&' && _hasReferences ? PhoneXmlReference.Length(_text[Position..], out code) : 1;
        Current = code < Other ? (char)code : Other;
        _length = Math.Max(length, 1);
    }
}
