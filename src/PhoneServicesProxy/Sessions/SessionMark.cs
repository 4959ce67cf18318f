using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Sessions;

/// <summary>
/// What stands behind the id of a session on its way to the phone: a dot and seven characters that tell its node, as in
/// <c>JSESSIONID=660646D3655BB007.x7k3mq2</c>. Letters and digits, which a cookie, a path and a phone take as they are.
/// </summary>
internal static class SessionMark
{
    /// <summary>The dot counts.</summary>
    public const int Length = 8;

    /// <summary>No route that Tomcat writes behind its ids (<c>jvmRoute</c>) is likely to begin so and to be as long.</summary>
    private const string Begin = ".x7";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <param name="identity">By what the node is known on every gateway.</param>
    /// <param name="draw">Another number gives another mark, for where two nodes would have the same.</param>
    public static string Of(string identity, int draw = 0)
    {
        var hash = XxHash64.HashToUInt64(MemoryMarshal.AsBytes(identity.AsSpan()), draw);
        return string.Create(Length, hash, static (mark, hash) =>
        {
            Begin.CopyTo(mark);
            for (var i = Begin.Length; i < Length; i++, hash >>= 5)
            {
                mark[i] = Alphabet[(int)(hash % 32)];
            }
        });
    }

    /// <summary>Where the mark begins in what a phone sends as a session's id; its length where there is none.</summary>
    public static int IndexIn(ReadOnlySpan<char> id)
    {
        var start = id.Length - Length;
        return start >= 0 && IsMark(id[start..]) ? start : id.Length;
    }

    private static bool IsMark(ReadOnlySpan<char> text)
    {
        foreach (var character in text[Begin.Length..])
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return text.StartsWith(Begin, StringComparison.OrdinalIgnoreCase);
    }
}
