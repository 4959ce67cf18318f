using System.Runtime.InteropServices;
using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class PageRewriterTests
{
    /// <summary>A directory search as UCM was seen to answer it, with the blanks that it has.</summary>
    private const string Search = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><CiscoIPPhoneInput> <Title>Directory Search</Title><Prompt>Enter search criteria</Prompt><SoftKeyItem> <Name>Search</Name><Position>1</Position><URL>SoftKey:Submit</URL></SoftKeyItem> <SoftKeyItem><Name>&lt;&lt;</Name><Position>2</Position><URL>SoftKey:&lt;&lt;</URL> </SoftKeyItem><SoftKeyItem><Name>Cancel</Name><Position>3</Position> <URL>SoftKey:Cancel</URL></SoftKeyItem> <URL>https://10.1.1.1:8443/ccmcip/xmldirectorylist.jsp</URL> <InputItem><DisplayName>First Name</DisplayName> <QueryStringParam>f</QueryStringParam><InputFlags>A</InputFlags> <DefaultValue></DefaultValue></InputItem></CiscoIPPhoneInput>
        """;

    [Fact]
    public void Rewrite_RealPage_OneHostChanges()
    {
        var rewritten = Rewriting.Rewrite(Search);

        Assert.Equal(Search.Replace("https://10.1.1.1:8443", Rewriting.Https, StringComparison.Ordinal), rewritten.Text());
        Assert.Equal(new(Rewritten: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL>http://10.1.1.1/?a=1&b=2</URL></MenuItem></CiscoIPPhoneMenu>")] // a bare &
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL>http://10.1.1.1/</URL></MenuItem>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL>http://10.1.1.1/</URL></MenuItem></CiscoIPPhoneMenu>x")]
    [InlineData("<!DOCTYPE x><CiscoIPPhoneMenu><MenuItem><URL>http://10.1.1.1/</URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<html><body><a href=http://10.1.1.1/></body></html>")]
    [InlineData("AUTHORIZED")]
    [InlineData("")]
    public void Rewrite_NotWellFormed_SameBytesAndCounted(string page)
    {
        var bytes = Encoding.UTF8.GetBytes(page).AsMemory();

        var rewritten = PageRewriter.Rewrite(bytes, Rewriting.Edits);

        Assert.True(rewritten.Page.Equals(bytes));
        Assert.Equal(new(IllFormed: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Rewrite_EncodingsOfPhones_Kept(string encoding)
    {
        var rewritten = PageRewriter.Rewrite(Encoded("http://10.1.1.1:8080", encoding), Rewriting.Edits);

        Assert.Equal(Encoded(Rewriting.Http, encoding), rewritten.Page);
        Assert.Equal(new(Rewritten: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Rewrite_Utf16CutInACharacter_SameBytes(string encoding)
    {
        var page = Encoded("http://10.1.1.1:8080", encoding)[..^1].AsMemory();

        var rewritten = PageRewriter.Rewrite(page, Rewriting.Edits);

        Assert.True(rewritten.Page.Equals(page));
        Assert.Equal(new(IllFormed: 1), rewritten.Counts);
    }

    [Fact]
    public void Rewrite_UnknownSupersetOfAscii_OtherBytesKept()
    {
        byte[] windows1251 = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2];
        byte[] Page(string host) =>
        [
            .. "<?xml version='1.0' encoding='windows-1251'?><CiscoIPPhoneMenu><MenuItem><Name>"u8, .. windows1251,
            .. "</Name><URL>"u8, .. Encoding.ASCII.GetBytes(host), .. "/"u8, .. windows1251, .. "</URL></MenuItem></CiscoIPPhoneMenu>"u8,
        ];

        var rewritten = PageRewriter.Rewrite(Page("http://10.1.1.1"), Rewriting.Edits);

        Assert.Equal(Page(Rewriting.Http), rewritten.Page);
    }

    [Fact]
    public void Rewrite_BufferIsLent_HoldsThePage()
    {
        var lent = new byte[4096];

        var rewritten = PageRewriter.Rewrite(Encoding.UTF8.GetBytes(Search), Rewriting.Edits with { Rent = _ => lent });

        Assert.Equal(Search.Replace("https://10.1.1.1:8443", Rewriting.Https, StringComparison.Ordinal), rewritten.Text());
        Assert.True(MemoryMarshal.TryGetArray(rewritten.Page, out var page));
        Assert.Same(lent, page.Array);
    }

    [Theory]
    [InlineData("x", 256, true)]
    [InlineData("x", 257, false)]
    [InlineData("&amp;", 256, true)] // one character
    [InlineData("&amp;", 257, false)]
    [InlineData("&#x20AC;", 256, true)]
    [InlineData("\u20ac", 256, true)] // three bytes
    [InlineData("\u20ac", 257, false)]
    [InlineData("<![CDATA[&]]>", 256, true)]
    [InlineData("<![CDATA[&]]>", 257, false)]
    public void Rewrite_UrlAtTheLimit_LeftAndCountedBeyond(string character, int length, bool fits)
    {
        var rest = "/" + string.Concat(Enumerable.Repeat(character, length - Rewriting.Http.Length - 1));
        static string Page(string url) => $"<CiscoIPPhoneMenu><MenuItem><URL>\n{url}\n</URL></MenuItem><MenuItem><URL>http://10.1.1.1/</URL></MenuItem></CiscoIPPhoneMenu>";

        var rewritten = Rewriting.Rewrite(Page("http://10.1.1.1" + rest));

        Assert.StartsWith(Page((fits ? Rewriting.Http : "http://10.1.1.1") + rest)[..100], rewritten.Text(), StringComparison.Ordinal);
        Assert.Equal(fits ? new(Rewritten: 2) : new(Rewritten: 1, TooLong: 1), rewritten.Counts);
    }

    [Fact]
    public void Rewrite_Attribute_LimitHoldsToo()
    {
        var page = $"<CiscoIPPhoneExecute><ExecuteItem URL=\"http://10.1.1.1/{new string('x', 250)}\"/></CiscoIPPhoneExecute>";

        Assert.Equal(new(TooLong: 1), Rewriting.Rewrite(page).Counts);
    }

    private static byte[] Encoded(string host, string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        var page = $"<CiscoIPPhoneMenu><Title>M\u00fcller</Title>\r\n<MenuItem><URL>{host}/x?f=M\u00fcller&amp;</URL></MenuItem></CiscoIPPhoneMenu>";
        return [.. coding.GetPreamble(), .. coding.GetBytes(page)];
    }
}
