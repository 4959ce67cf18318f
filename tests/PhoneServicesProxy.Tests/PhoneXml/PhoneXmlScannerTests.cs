using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Where the scanner and a parser of XML 1.0 differ by intent, and the declaration.</summary>
public sealed class PhoneXmlScannerTests
{
    [Fact]
    public void Read_StricterThanXml_Fault()
    {
        Assert.False(IsWellFormed("<!DOCTYPE a><a/>"));
        Assert.False(IsWellFormed("<a/>\0"));
        Assert.False(IsWellFormed("\0"));
        Assert.False(IsWellFormed(Nested(PhoneXmlScanner.MaxDepth + 1)));
        Assert.False(IsWellFormed(WithAttributes(PhoneXmlScanner.MaxAttributes + 1)));
        Assert.False(IsWellFormed($"<a>&#{new string('0', 31)}65;</a>"));
    }

    [Fact]
    public void Read_AtTheLimits_WellFormed()
    {
        Assert.True(IsWellFormed(Nested(PhoneXmlScanner.MaxDepth)));
        Assert.True(IsWellFormed(WithAttributes(PhoneXmlScanner.MaxAttributes)));
        Assert.True(IsWellFormed($"<a>&#{new string('0', 30)}65;</a>"));
    }

    [Theory]
    [InlineData(" \r\n<?xml version='1.0'?><a/>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><a/>")]
    [InlineData("<a:b c:d='1'/>")]
    [InlineData("<\u00d7/>")] // no letter
    public void Read_MoreLenientThanXml_WellFormed(string page) => Assert.True(IsWellFormed(page));

    [Theory]
    [InlineData("<?xml version='1.0'?>", true)]
    [InlineData("<?xml version = \"1.0\" encoding='utf-8' standalone='no' ?>", true)]
    [InlineData("<?xml version='1.0' standalone='yes'?>", true)]
    [InlineData("<?xml?>", false)]
    [InlineData("<?xml ?>", false)]
    [InlineData("<?xml version='1.1'?>", false)]
    [InlineData("<?xml version='1.0]'?>", false)]
    [InlineData("<?xml version='1.0'", false)]
    [InlineData("<?xml version='1.0'encoding='utf-8'?>", false)]
    [InlineData("<?xml encoding='utf-8' version='1.0'?>", false)]
    [InlineData("<?xml version='1.0' standalone='yes' encoding='utf-8'?>", false)]
    [InlineData("<?xml version='1.0' encoding=''?>", false)]
    [InlineData("<?xml version='1.0' encoding='utf 8'?>", false)]
    [InlineData("<?xml version='1.0' standalone='true'?>", false)]
    [InlineData("<?xml version='1.0' more='1'?>", false)]
    [InlineData("<?xml version='1.0' more='yes'?>", false)]
    [InlineData("<?xml encoding='1.0'?>", false)]
    [InlineData("<?XML version='1.0'?>", false)]
    [InlineData("<!-- --><?xml version='1.0'?>", false)]
    public void Read_Declaration_AsXmlHasIt(string declaration, bool expected) => Assert.Equal(expected, IsWellFormed(declaration + "<a/>"));

    [Theory]
    [InlineData("&amp;", true)]
    [InlineData("&lt;", true)]
    [InlineData("&gt;", true)]
    [InlineData("&quot;", true)]
    [InlineData("&apos;", true)]
    [InlineData("&#65;", true)]
    [InlineData("&#x4a;", true)]
    [InlineData("&#9;", true)]
    [InlineData("&#10;", true)]
    [InlineData("&#13;", true)]
    [InlineData("&#32;", true)]
    [InlineData("&#xD7FF;", true)]
    [InlineData("&#xE000;", true)]
    [InlineData("&#xFFFD;", true)]
    [InlineData("&#x10FFFF;", true)]
    [InlineData("&", false)]
    [InlineData("&;", false)]
    [InlineData("&amp", false)]
    [InlineData("&AMP;", false)]
    [InlineData("&nbsp;", false)]
    [InlineData("&#", false)]
    [InlineData("&#;", false)]
    [InlineData("&#x", false)]
    [InlineData("&#x;", false)]
    [InlineData("&#65", false)]
    [InlineData("&#4a;", false)]
    [InlineData("&#X41;", false)]
    [InlineData("&#-1;", false)]
    [InlineData("&# 1;", false)]
    [InlineData("&#0;", false)]
    [InlineData("&#8;", false)]
    [InlineData("&#11;", false)]
    [InlineData("&#31;", false)]
    [InlineData("&#xD800;", false)]
    [InlineData("&#xDFFF;", false)]
    [InlineData("&#xFFFE;", false)]
    [InlineData("&#xFFFF;", false)]
    [InlineData("&#x110000;", false)]
    public void Read_Reference_OnlyThoseThatPhonesKnow(string reference, bool expected)
    {
        Assert.Equal(expected, IsWellFormed($"<a>{reference}</a>"));
        Assert.Equal(expected, IsWellFormed($"<a b='{reference}'/>"));
        Assert.Equal(expected, IsWellFormed($"<a b=\"x{reference}y\"/>"));
        Assert.False(IsWellFormed($"<a>{reference}"));
        Assert.False(IsWellFormed($"<a b='{reference}"));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Z", true)]
    [InlineData("_", true)]
    [InlineData(":a", true)]
    [InlineData("\u0080", true)]
    [InlineData("\u00ff", true)]
    [InlineData("a-b.c_d:9", true)]
    [InlineData("abcdefghijklmno", true)]
    [InlineData("ABCDEFGHIJKLMNOP", true)]
    [InlineData("abcdefghijklmnopq", true)]
    [InlineData("abcdefghijklmnop0", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", true)]
    [InlineData("", false)]
    [InlineData("1", false)]
    [InlineData("-a", false)]
    [InlineData(".a", false)]
    [InlineData("@", false)]
    [InlineData("a@", false)]
    [InlineData("a[", false)]
    [InlineData("a`", false)]
    [InlineData("a{", false)]
    [InlineData("a,", false)]
    [InlineData("a;", false)]
    [InlineData("a\u007f", false)]
    public void Read_Name_AsXmlHasIt(string name, bool expected)
    {
        var bytes = Encoding.Latin1.GetBytes(name);

        Assert.Equal(expected, IsWellFormed([(byte)'<', .. bytes, .. "/>"u8]));
        Assert.Equal(expected, IsWellFormed([(byte)'<', .. bytes, .. "/>                "u8]));
        Assert.Equal(expected, IsWellFormed([(byte)'<', .. bytes, .. "></"u8, .. bytes, (byte)'>']));
        Assert.Equal(expected, IsWellFormed([.. "<x "u8, .. bytes, .. "='1'/>"u8]));
        Assert.Equal(expected, IsWellFormed([.. "<x><?"u8, .. bytes, .. " y?></x>"u8]));
    }

    [Theory]
    [InlineData("<a></a>", true)]
    [InlineData("<a ></a\r\n>", true)]
    [InlineData("<a/> <!-- b --> <?c d?> ", true)]
    [InlineData("<a b = '1'\tc=\"'\"/>", true)]
    [InlineData("<a>]] ></a>", true)]
    [InlineData("<a>]</a>", true)]
    [InlineData("<a><![CDATA[]]></a>", true)]
    [InlineData("<a><![CDATA[&<]] >]]></a>", true)]
    [InlineData("<a><!----></a>", true)]
    [InlineData("<a><!-- - --></a>", true)]
    [InlineData("<a><?b?></a>", true)]
    [InlineData("<a><b></b><b/></a>", true)]
    [InlineData("\uFEFF <a/>", true)]
    [InlineData("<a", false)]
    [InlineData("<a/", false)]
    [InlineData("<a / >", false)]
    [InlineData("<a//>", false)]
    [InlineData("<a></a", false)]
    [InlineData("<a></ a>", false)]
    [InlineData("<a></ab>", false)]
    [InlineData("<ab></a>", false)]
    [InlineData("<a></a x>", false)]
    [InlineData("</a>", false)]
    [InlineData("<a/></a>", false)]
    [InlineData("<a/><a/>", false)]
    [InlineData("<a/>x", false)]
    [InlineData("x<a/>", false)]
    [InlineData("xa/>", false)]
    [InlineData("<a>]]></a>", false)]
    [InlineData("<a>x]]]></a>", false)]
    [InlineData("<a><![CDATA[]]</a>", false)]
    [InlineData("<![CDATA[]]><a/>", false)]
    [InlineData("<a/><![CDATA[]]>", false)]
    [InlineData("<a><![cdata[]]></a>", false)]
    [InlineData("<a><!-- -- --></a>", false)]
    [InlineData("<a><!-- ---></a>", false)]
    [InlineData("<a><!-- </a>", false)]
    [InlineData("<a><!--></a>", false)]
    [InlineData("<a><! --></a>", false)]
    [InlineData("<a><?b</a>", false)]
    [InlineData("<a><?b+?></a>", false)]
    [InlineData("<a><? b?></a>", false)]
    [InlineData("<a><?Xml b?></a>", false)]
    [InlineData("<a b='1'c='1'/>", false)]
    [InlineData("<a b='1' b='1'/>", false)]
    [InlineData("<a b='1' c='' b=\"2\"/>", false)]
    [InlineData("<a b/>", false)]
    [InlineData("<a b=/>", false)]
    [InlineData("<a b=1/>", false)]
    [InlineData("<a b='1\"/>", false)]
    [InlineData("<a b='<'/>", false)]
    [InlineData("<a b", false)]
    [InlineData("<a b=", false)]
    [InlineData("<a b='", false)]
    [InlineData("<a b='1'", false)]
    [InlineData(" \uFEFF<a/>", false)]
    [InlineData("<a>\u0001</a>", false)]
    public void Read_Page_AsXmlHasIt(string page, bool expected)
    {
        Assert.Equal(expected, IsWellFormed(page));
        Assert.Equal(expected, PageValues.IsWellFormed(page.TrimStart('\uFEFF')));
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><a b='1'>c<!--d--><![CDATA[e]]><f/><?g h?></a> ", "Declaration0 StartElement1a Text1a Comment1a CData1a EmptyElement2f Instruction1a EndElement1a", "End")]
    [InlineData("<a><b>c</b>&</a>", "StartElement1a StartElement2b Text2b EndElement2b", "Fault")]
    public void Read_Page_GivesItsTokensAndStaysAtItsEnd(string page, string tokens, string end)
    {
        var scanner = new PhoneXmlScanner(Encoding.UTF8.GetBytes(page));
        var read = new List<string>();
        while (scanner.Read())
        {
            read.Add($"{scanner.Token}{scanner.Depth}{Encoding.UTF8.GetString(scanner.Element)}");
        }

        Assert.Equal(tokens, string.Join(' ', read));
        Assert.Equal(end, scanner.Token.ToString());
        Assert.False(scanner.Read());
        Assert.Equal(end, scanner.Token.ToString());
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

    private static string WithAttributes(int count) => $"<a {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}=''"))}/>";

    private static bool IsWellFormed(string page) => IsWellFormed(Encoding.UTF8.GetBytes(page));

    private static bool IsWellFormed(byte[] page)
    {
        var scanner = new PhoneXmlScanner(page);
        while (scanner.Read())
        {
        }

        return scanner.Token == PhoneXmlToken.End;
    }
}
