using System.Globalization;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Finds the error number of an Extension Mobility page. Its texts are localised and vary between releases, as in
/// "Login is unavailable(26)" and "Login is Unavailable (23)". Only the number in parentheses at the end is stable.
/// </summary>
internal static class ExtensionMobilityNumber
{
    private const int MaxDigits = 3;

    /// <summary>
    /// The number, 0 to 999, at the end of the first title, prompt or text that ends with one. It is only for pages of Extension Mobility:
    /// elsewhere "Missed calls (26)" is not an error.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> body, out int number)
    {
        if (Utf16.IsMarked(body))
            body = Utf16.ToUtf8(body);

        number = -1;
        var scanner = new PhoneXmlScanner(body);
        while (scanner.Read())
        {
            if (scanner.Depth != 2 || !PhoneObjects.IsMessage(scanner.Element))
                continue;

            if (scanner.Token == PhoneXmlToken.EndElement && number >= 0 && PhoneObjects.Find(scanner.Parent) != PhoneObject.None)
                return true;

            number = Follow(number, scanner.Token, scanner.Value.Of(body));
        }

        number = 0;
        return false;
    }

    // Text may come in pieces, with CDATA sections and comments between them. The last piece that is not blank counts.
    private static int Follow(int number, PhoneXmlToken token, ReadOnlySpan<byte> value)
    {
        if (token == PhoneXmlToken.StartElement)
            return -1;

        value = value.TrimEnd(PhoneXmlSyntax.Blanks);
        return token is PhoneXmlToken.Text or PhoneXmlToken.CData && !value.IsEmpty ? NumberAtEnd(value) : number;
    }

    private static int NumberAtEnd(ReadOnlySpan<byte> text)
    {
        if (text[^1] != ')')
            return -1;

        var number = -1;
        var digits = text[(text.LastIndexOf((byte)'(') + 1)..^1];
        var isNumber = digits.Length <= MaxDigits
            && digits.Length < text.Length - 1
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return isNumber ? number : -1;
    }
}
