using System.Buffers;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Reads the attributes of a tag, from the end of its name. It stops before the tag's end, or before an ill-formed attribute. In that case
/// <see cref="Position"/> is at a byte that ends no tag.
/// </summary>
internal ref struct PhoneXmlAttributes(ReadOnlySpan<byte> bytes, int position)
{
    private static readonly SearchValues<byte> DoubleQuoted = SearchValues.Create("\"<&"u8);
    private static readonly SearchValues<byte> SingleQuoted = SearchValues.Create("'<&"u8);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public PhoneXmlAttribute Current { get; private set; }

    public int Position { get; private set; } = position;

    public readonly PhoneXmlAttributes GetEnumerator() => this;

    public bool MoveNext()
    {
        var start = PhoneXmlSyntax.SkipBlanks(_bytes, Position);
        var apart = start > Position;
        Position = start;
        var name = new ByteRange(start, PhoneXmlSyntax.NameLength(_bytes, start));
        if (name.Length == 0 || !apart)
            return false;

        var equals = PhoneXmlSyntax.SkipBlanks(_bytes, name.End);
        if (equals >= _bytes.Length || _bytes[equals] != '=')
            return false;

        var quote = PhoneXmlSyntax.SkipBlanks(_bytes, equals + 1);
        var length = ValueLength(quote);
        if (length < 0)
            return false;

        Current = new(name, new(quote + 1, length));
        Position = Current.Value.End + 1;
        return true;
    }

    private readonly int ValueLength(int quote)
    {
        if (quote >= _bytes.Length || _bytes[quote] is not ((byte)'"' or (byte)'\''))
            return -1;

        var stops = _bytes[quote] == '"' ? DoubleQuoted : SingleQuoted;
        var value = _bytes[(quote + 1)..];
        var length = 0;
        while (true)
        {
            var next = value[length..].IndexOfAny(stops);
            if (next < 0 || value[length + next] == '<')
                return -1;

            length += next;
            if (value[length] == _bytes[quote])
                return length;

            var reference = PhoneXmlReference.Length(value[length..]);
            if (reference == 0)
                return -1;

            length += reference;
        }
    }
}
