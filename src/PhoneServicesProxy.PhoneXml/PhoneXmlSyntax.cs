using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// The lexical rules of XML 1.0 that need no knowledge of the encoding. A byte above 127 is part of some character in all encodings that
/// keep ASCII, so it may stand for a letter.
/// </summary>
internal static class PhoneXmlSyntax
{
    /// <summary>The bytes that no XML 1.0 page may contain, not even as a reference: all control characters except tab, LF and CR.</summary>
    public static readonly SearchValues<byte> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b).Where(b => !IsBlank(b))]);

    // This table is by byte. The names of phone XML are too short for a vectorised search to help.
    private static readonly bool[] InNames = [.. Enumerable.Range(0, 256).Select(b => IsInNames((byte)b))];

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    public static int SkipBlanks(ReadOnlySpan<byte> bytes, int position)
    {
        while ((uint)position < (uint)bytes.Length && IsBlank(bytes[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>The length of the name that starts at <paramref name="position"/>; 0 if no name starts there.</summary>
    public static int NameLength(ReadOnlySpan<byte> bytes, int position)
    {
        var letters = LeadingLetters(bytes, position);
        var end = position + letters;
        while ((uint)end < (uint)bytes.Length && InNames[bytes[end]])
        {
            end++;
        }

        return end > position && CanStartName(bytes[position]) ? end - position : 0;
    }

    private static int LeadingLetters(ReadOnlySpan<byte> bytes, int position)
    {
        if (position > bytes.Length - Vector128<byte>.Count)
            return 0;

        var lowered = Vector128.Create(bytes.Slice(position, Vector128<byte>.Count)) | Vector128.Create((byte)0x20);
        var others = Vector128.GreaterThan(lowered - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        return BitOperations.TrailingZeroCount(others.ExtractMostSignificantBits() | 0x10000);
    }

    private static bool IsInNames(byte value) =>
        CanStartName(value) || char.IsAsciiDigit((char)value) || value is (byte)'-' or (byte)'.';

    private static bool CanStartName(byte value) =>
        char.IsAsciiLetter((char)value) || value >= 0x80 || value is (byte)'_' or (byte)':';
}
