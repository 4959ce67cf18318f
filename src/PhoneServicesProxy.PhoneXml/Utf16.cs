using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>UTF-16 is the one encoding of phone pages that does not keep ASCII. Its byte order mark identifies it.</summary>
internal static class Utf16
{
    public static bool IsMarked(ReadOnlySpan<byte> body) => body is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>
    /// The page in UTF-8, without the mark. If part of it is not valid UTF-16, a NUL replaces that part at the end, because no XML may contain
    /// a NUL. Such a part is a lone surrogate and all text after it, or half a character.
    /// </summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> body)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(body[2..]);
        if (body[0] == 0xFE == BitConverter.IsLittleEndian)
        {
            var swapped = new ushort[units.Length];
            BinaryPrimitives.ReverseEndianness(units, swapped);
            units = swapped;
        }

        var utf8 = new byte[(units.Length * 3) + 1];
        Utf8.FromUtf16(
            MemoryMarshal.Cast<ushort, char>(units), utf8, out var read, out var written, replaceInvalidSequences: false);
        var isWhole = read == units.Length && body.Length % 2 == 0;
        return utf8[..(isWhole ? written : written + 1)];
    }

    /// <summary>The page in UTF-16 again, with the mark and the byte order of <paramref name="original"/>.</summary>
    public static byte[] FromUtf8(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> original)
    {
        var body = new byte[2 + (Encoding.UTF8.GetCharCount(utf8) * 2)];
        original[..2].CopyTo(body);
        var units = MemoryMarshal.Cast<byte, ushort>(body.AsSpan(2));
        Utf8.ToUtf16(utf8, MemoryMarshal.Cast<ushort, char>(units), out _, out _);
        if (original[0] == 0xFE == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(units, units);

        return body;
    }
}
