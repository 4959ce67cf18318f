using System.Runtime.CompilerServices;

namespace PhoneServicesProxy.PhoneXml;

internal ref partial struct PhoneXmlScanner
{
    private bool ReadStartTag()
    {
        var bytes = _bytes;
        var start = _position + 1;
        var length = PhoneXmlSyntax.NameLength(bytes, start);
        var end = start + length;
        Name = new(start, length);
        if (length == 0 || Depth == MaxDepth || (Depth == 0 && _rootSeen))
            return Fault();

        if ((uint)end < (uint)bytes.Length && bytes[end] != '>')
            end = EndOfAttributes();

        var isEmpty = (uint)end < (uint)bytes.Length && bytes[end] == '/';
        end += isEmpty ? 1 : 0;
        if ((uint)end >= (uint)bytes.Length || bytes[end] != '>')
            return Fault();

        _rootSeen = true;
        _open[Depth++] = new(start, length);
        return Found(isEmpty ? PhoneXmlToken.EmptyElement : PhoneXmlToken.StartElement, end + 1);
    }

    // This is separate from ReadStartTag, because most elements of a phone page have no attributes and need no room for them.
    private readonly int EndOfAttributes()
    {
        var seen = default(SeenAttributes);
        var count = 0;
        var attributes = Attributes;
        while (attributes.MoveNext())
        {
            var name = attributes.Current.Name;
            if (count == MaxAttributes || Contains(seen[..count], name))
                return name.Start;

            seen[count++] = name;
        }

        return attributes.Position;
    }

    private readonly bool Contains(ReadOnlySpan<ByteRange> names, ByteRange name)
    {
        foreach (var other in names)
        {
            if (other.Of(_bytes).SequenceEqual(name.Of(_bytes)))
                return true;
        }

        return false;
    }

    private bool ReadEndTag()
    {
        if (Depth == 0)
            return Fault();

        var bytes = _bytes;
        var start = _position + 2;
        var name = _open[Depth - 1];
        var end = start + name.Length;
        if (end >= bytes.Length || !bytes.Slice(start, name.Length).SequenceEqual(name.Of(bytes)))
            return Fault();

        Name = new(start, name.Length);
        if (bytes[end] != '>')
            end = PhoneXmlSyntax.SkipBlanks(bytes, end);

        return end < bytes.Length && bytes[end] == '>' ? Found(PhoneXmlToken.EndElement, end + 1) : Fault();
    }

    [InlineArray(MaxAttributes)]
    private struct SeenAttributes
    {
        private ByteRange _first;
    }
}
