namespace PhoneServicesProxy.PhoneXml;

/// <summary>Recognises text that a phone shows unchanged: "the HTTP server returns an XML object or plain text" (XSI 9.1).</summary>
internal static class PlainText
{
    /// <summary>True if <paramref name="body"/> has no markup and no control characters.</summary>
    public static bool Is(ReadOnlySpan<byte> body)
    {
        if (body.ContainsAny(PhoneXmlSyntax.Forbidden))
            return false;

        while (body.IndexOf((byte)'<') is >= 0 and var start)
        {
            body = body[(start + 1)..];
            if (OpensMarkup(body))
                return false;
        }

        return true;
    }

    /// <summary>
    /// True for a tag, a comment, a DOCTYPE or an instruction, even if it is cut short. False for <c>a &lt; b</c> and <c>&lt;user@host&gt;</c>.
    /// </summary>
    private static bool OpensMarkup(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return false;

        if (rest[0] is (byte)'!' or (byte)'?')
            return rest.Length > 1 && (rest[1] == '-' || PhoneXmlSyntax.NameLength(rest, 1) > 0);

        var start = rest[0] == '/' ? 1 : 0;
        var end = start + PhoneXmlSyntax.NameLength(rest, start);
        return end > start && (end == rest.Length || PhoneXmlSyntax.IsBlank(rest[end]) || rest[end] is (byte)'>' or (byte)'/');
    }
}
