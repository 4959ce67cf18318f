using System.Text;

namespace PhoneServicesProxy.PhoneXml;

internal ref partial struct PhoneXmlScanner
{
    private bool ReadText()
    {
        var bytes = _bytes;
        var end = PhoneXmlSyntax.SkipBlanks(bytes, _position);
        while (true)
        {
            var next = (uint)end < (uint)bytes.Length && bytes[end] == '<'
                ? 0
                : bytes[end..].IndexOfAny((byte)'<', (byte)'&', (byte)']');
            if (next < 0)
                return Fault();

            end += next;
            if (bytes[end] == '<')
            {
                Value = new(_position, end - _position);
                return Found(PhoneXmlToken.Text, end);
            }

            var length = OrdinaryLength(bytes[end..]);
            if (length == 0)
                return Fault();

            end += length;
        }
    }

    // Text may not contain the end of a CDATA section (XML 1.0, 2.4), but may contain its first byte.
    private static int OrdinaryLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] == '&')
            return PhoneXmlReference.Length(bytes);

        return bytes.StartsWith("]]>"u8) ? 0 : 1;
    }

    private bool ReadCData() =>
        Depth > 0 && At("<![CDATA["u8) ? ReadUntil("]]>"u8, PhoneXmlToken.CData, _position + 9) : Fault();

    private bool ReadComment()
    {
        var start = _position + 4;
        var dashes = _bytes[start..].IndexOf("--"u8);
        return dashes >= 0 && _bytes[(start + dashes)..].StartsWith("-->"u8)
            ? ReadUntil("-->"u8, PhoneXmlToken.Comment, start)
            : Fault();
    }

    private bool ReadInstruction()
    {
        Name = new(_position + 2, PhoneXmlSyntax.NameLength(_bytes, _position + 2));
        var isReserved = Ascii.EqualsIgnoreCase(Name.Of(_bytes), "xml"u8);
        if (Name.Length == 0 || isReserved)
            return Fault();

        var start = PhoneXmlSyntax.SkipBlanks(_bytes, Name.End);
        return start > Name.End || _bytes[start..].StartsWith("?>"u8)
            ? ReadUntil("?>"u8, PhoneXmlToken.Instruction, start)
            : Fault();
    }

    private bool ReadUntil(ReadOnlySpan<byte> end, PhoneXmlToken token, int start)
    {
        var length = _bytes[start..].IndexOf(end);
        if (length < 0)
            return Fault();

        Value = new(start, length);
        return Found(token, Value.End + end.Length);
    }

    private bool ReadDeclaration()
    {
        var attributes = new PhoneXmlAttributes(_bytes, _position + 5);
        if (!attributes.MoveNext() || !Names(attributes.Current, "version"u8) || !Says(attributes.Current, "1.0"u8))
            return Fault();

        var more = attributes.MoveNext();
        if (more && Names(attributes.Current, "encoding"u8))
        {
            var encoding = attributes.Current.Value;
            if (encoding.Length == 0 || PhoneXmlSyntax.NameLength(_bytes, encoding.Start) != encoding.Length)
                return Fault();

            more = attributes.MoveNext();
        }

        if (more && Names(attributes.Current, "standalone"u8))
        {
            if (!Says(attributes.Current, "yes"u8) && !Says(attributes.Current, "no"u8))
                return Fault();

            more = attributes.MoveNext();
        }

        return !more && _bytes[attributes.Position..].StartsWith("?>"u8)
            ? Found(PhoneXmlToken.Declaration, attributes.Position + 2)
            : Fault();
    }

    private readonly bool Names(PhoneXmlAttribute attribute, ReadOnlySpan<byte> name) =>
        attribute.Name.Of(_bytes).SequenceEqual(name);

    private readonly bool Says(PhoneXmlAttribute attribute, ReadOnlySpan<byte> value) =>
        attribute.Value.Of(_bytes).SequenceEqual(value);
}
