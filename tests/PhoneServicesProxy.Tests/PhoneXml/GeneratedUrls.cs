using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>URLs as nodes write them, and what only looks like one, in all the ways in which XML can write them.</summary>
internal static class GeneratedUrls
{
    private static readonly Gen<string> Blanks = Gen.Frequency((5, Gen.Constant("")), (1, Gen.Elements(" ", "\n  ", "\t", "\r\n")));

    private static readonly Gen<string> NodesAuthority = Gen.Elements(
        "http://10.1.1.1:8080", "http://10.1.1.1", "https://10.1.1.1:8443", "HTTP://10.1.1.1:80", "https://10.1.1.1", "http://10.1.1.1:",
        "http://10.1.1.2.", "http://CCM-Sub1", "Notify:http:10.1.1.1:8080", "notify:HTTPS:CCM-Sub1:08443", "Notify:http:[2001:DB8::1]:80", "https://ccm-sub1.example.com:08443", "http://[2001:DB8::1]:8080", "http://10.1.1.3:18080",
        "http://10.9.9.9:8000");

    private static readonly Gen<string> OthersAuthority = Gen.Elements(
        "", "http://", "http:/10.1.1.1", "http://10.1.1.1@elsewhere", "http://elsewhere", "http://10.1.1.1:8080@elsewhere",
        "http://10.1.1.1.elsewhere", "http://10.1.1.1:8081", "http://10.1.1.11", "http://10.1.1.3", "https://10.9.9.9", "http://10.1.1.1:x",
        "http://10.1.1.1\\", "http://10.1.1.1\u00fc", "http://[2001:db8::1", "ftp://10.1.1.1", "Notify:http:10.1.1.1:8081:", "Notify:http:10.1.1.1:", "Notify:http:elsewhere:80:http://10.1.1.1", "SoftKey:Exit",
        "QueryStringParam:u=http://10.1.1.1", "http://elsewhere?http://10.1.1.1", "x http://10.1.1.1", "http://10.1.1.1:8080&");

    private static readonly Gen<string> Noise =
        from length in Gen.Choose(0, 8)
        from characters in Gen.Elements("http://", "10.1.1.1", ":", "/", "@", "8080", "[", "]", "#", "?", " ", ".", "&", "\\", "s", "\u00e9").ListOf(length)
        select string.Concat(characters);

    private static readonly Gen<string> Rest = Gen.Frequency(
        (8, Gen.Elements("", "/", ":x", "/x?a=1&b=", "/x?d=#DEVICENAME#&", "#x", "?", "/x?u=http://10.1.1.1:8080/", "/\u00fc \u00e9", "/x<\"'>")),
        (1, from length in Gen.Choose(220, 270)
            from character in Gen.Elements('x', '&', '\u00fc')
            select "/" + new string(character, length)));

    private static readonly Gen<(string Lead, string Authority, string Tail)> Parts =
        from lead in Blanks
        from authority in Gen.Frequency((4, NodesAuthority), (3, OthersAuthority), (1, Noise))
        from rest in Rest
        from trail in Blanks
        select (lead, authority, rest + trail);

    /// <summary>The text of an element, in one piece or several.</summary>
    public static readonly Gen<PageDraft> InElement =
        from url in Parts
        from escape in Escape
        from style in Gen.Choose(0, 5)
        from cut in Gen.Choose(0, 40)
        select Draft(url, cut, style switch
        {
            0 => (lead, rest) => (lead, escape(rest), escape),
            1 => (lead, rest) => ($"{lead}<![CDATA[", $"{rest}]]>", Unescaped),
            2 => (lead, rest) => ($"<!-- http://10.1.1.1/ -->{lead}<?x http://10.1.1.1/?>", escape(rest), escape),
            3 => (lead, rest) => (lead, $"<!-- -->{escape(rest)}", escape),
            4 => (lead, rest) => (lead, $"<![CDATA[{rest}]]>", escape),
            _ => (lead, rest) => (lead, $"{escape(rest[..Math.Min(cut, rest.Length)])}<![CDATA[{rest[Math.Min(cut, rest.Length)..]}]]>", escape),
        });

    /// <summary>The value of an attribute in either kind of quotes.</summary>
    public static readonly Gen<PageDraft> InAttribute =
        from url in Parts
        from escape in Escape
        select Draft(url, cut: 0, (lead, rest) => (lead, escape(rest), escape));

    /// <summary>Two URIs in one attribute, as <c>onApp…</c> has them.</summary>
    public static readonly Gen<PageDraft> InFocusAttribute =
        from first in Parts
        from second in Parts
        from escape in Escape
        where first.Tail.Length + second.Tail.Length < 80
        select Draft(first, cut: 0, (lead, rest) => (lead, escape(rest), escape)) + escape(";") + Draft(second, cut: 0, (lead, rest) => (lead, escape(rest), escape));

    private static Gen<Func<string, string>> Escape => Gen.Elements<Func<string, string>>(
        text => Escaped(text, _ => false),
        text => Escaped(text, character => character is ':' or '/'),
        text => Escaped(text, character => character is '.' or '1' or 't'),
        text => Escaped(text, _ => true));

    private delegate (string Lead, string Tail, Func<string, string> Escape) Writer(string lead, string rest);

    // Whether the address changes is told by the plain rule; how it is written does not matter to that. What is not a node's
    // may be torn apart anywhere.
    private static PageDraft Draft((string Lead, string Authority, string Tail) url, int cut, Writer write)
    {
        var value = url.Lead + url.Authority + url.Tail;
        var (at, length, address) = ReferenceRewriting.AuthorityOf(value);
        var isNode = length > 0;
        var start = isNode ? at : url.Lead.Length;
        var end = start + (isNode ? length : cut % (url.Authority.Length + 1));
        var lead = isNode ? value.Length - value.TrimStart().Length : start;
        var (before, after, escape) = write(value[..lead], value[end..]);
        var authority = escape(value[start..end]);
        var changes = ReferenceRewriting.Rewrite(value) != value;
        return before + escape(value[lead..start]) + new PageDraft(authority, changes ? address : authority) + after;
    }

    private static string Unescaped(string text) => text;

    private static string Escaped(string text, Func<char, bool> asNumber)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&apos;"),
                _ when asNumber(character) && !char.IsWhiteSpace(character) => escaped.Append(CultureInfo.InvariantCulture, $"&#x{(int)character:x};"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
