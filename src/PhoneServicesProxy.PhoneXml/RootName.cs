namespace PhoneServicesProxy.PhoneXml;

/// <summary>Guesses the root element of a body that need not be well-formed, to tell what the body was meant to be.</summary>
internal static class RootName
{
    /// <summary>
    /// The name in the first tag, or in a DOCTYPE before it. Returns false if something else comes first. A body that ends too early has an
    /// empty name.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> name)
    {
        name = default;
        body = body.StartsWith(PhoneXmlSyntax.ByteOrderMark) ? body[PhoneXmlSyntax.ByteOrderMark.Length..] : body;
        while (true)
        {
            body = body.TrimStart(PhoneXmlSyntax.Blanks);
            if (body.IsEmpty || body.SequenceEqual("<"u8))
                return true;

            if (body.StartsWith("<?"u8))
                body = After(body, "?>"u8);
            else if (body.StartsWith("<!--"u8))
                body = After(body, "-->"u8);
            else
                return TryFindInTag(body, out name);
        }
    }

    private static bool TryFindInTag(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (body[0] != '<')
            return false;

        var start = 1;
        if (body[1] == '!')
            start = PhoneXmlSyntax.SkipBlanks(body, 2 + PhoneXmlSyntax.NameLength(body, 2));

        name = body.Slice(start, PhoneXmlSyntax.NameLength(body, start));
        return name.Length > 0 || start >= body.Length;
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> body, ReadOnlySpan<byte> end)
    {
        var index = body.IndexOf(end);
        return index < 0 ? default : body[(index + end.Length)..];
    }
}
