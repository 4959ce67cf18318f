using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>The references that a phone knows: the five named ones and numbers. A page without DOCTYPE has no others.</summary>
internal static class PhoneXmlReference
{
    /// <summary>The longest number that is read. A character needs 7 digits, and leading zeros are tolerated.</summary>
    private const int MaxDigits = 32;

    /// <summary>The length of the reference at the start of <paramref name="bytes"/>, from <c>&amp;</c> to <c>;</c>; 0 if it is not valid.</summary>
    public static int Length(ReadOnlySpan<byte> bytes) => Length(bytes, out _);

    /// <inheritdoc cref="Length(ReadOnlySpan{byte})"/>
    /// <param name="bytes">A page, from the start of the reference.</param>
    /// <param name="character">The Unicode code point of the reference.</param>
    public static int Length(ReadOnlySpan<byte> bytes, out int character)
    {
        (character, var length) =
            bytes.StartsWith("&amp;"u8) ? ('&', 5)
            : bytes.StartsWith("&lt;"u8) ? ('<', 4)
            : bytes.StartsWith("&gt;"u8) ? ('>', 4)
            : bytes.StartsWith("&quot;"u8) ? ('"', 6)
            : bytes.StartsWith("&apos;"u8) ? ('\'', 6)
            : ('\0', 0);
        return length == 0 && bytes.StartsWith("&#"u8) ? NumberLength(bytes, out character) : length;
    }

    private static int NumberLength(ReadOnlySpan<byte> bytes, out int code)
    {
        code = 0;
        var hexadecimal = bytes.Length > 2 && bytes[2] == 'x';
        var start = hexadecimal ? 3 : 2;
        var digits = bytes.Slice(start, Math.Min(MaxDigits + 1, bytes.Length - start)).IndexOf((byte)';');
        if (digits <= 0)
            return 0;

        var style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var isNumber = int.TryParse(bytes.Slice(start, digits), style, CultureInfo.InvariantCulture, out code);
        return isNumber && IsCharacter(code) ? start + digits + 1 : 0;
    }

    private static bool IsCharacter(int code) => code switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or 0xFFFE or 0xFFFF => false,
        _ => Rune.IsValid(code),
    };
}
