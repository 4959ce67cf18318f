using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Sessions;

/// <summary>
/// The mark after a session's id on its way to the phone: a dot and seven characters that name its node, as in
/// <c>JSESSIONID=660646D3655BB007.x7k3mq2</c>. It has only letters and digits, which pass unchanged through cookies, paths and phones.
/// </summary>
internal static class SessionMark
{
    /// <summary>The length with the dot.</summary>
    public const int Length = 8;

    /// <summary>A route that Tomcat writes after its ids (<c>jvmRoute</c>) is unlikely to begin like this and to have the same length.</summary>
    private const string Begin = ".x7";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <param name="identity">The name of the node that all gateways share.</param>
    /// <param name="draw">A different number gives a different mark, in case two nodes would have the same one.</param>
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

    /// <summary>The start of the mark in a session's id that a phone sent; the length of the id if there is no mark.</summary>
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
