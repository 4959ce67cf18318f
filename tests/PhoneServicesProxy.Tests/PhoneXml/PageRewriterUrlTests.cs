using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Which URLs change, and what of them.</summary>
public sealed class PageRewriterUrlTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("http:")]
    [InlineData("http://")]
    [InlineData("http:///x")]
    [InlineData("http:/10.1.1.1/")]
    [InlineData("http:10.1.1.1")]
    [InlineData("//10.1.1.1/")]
    [InlineData("10.1.1.1:8080/x")]
    [InlineData("/ccmcip/getservicesmenu.jsp")]
    [InlineData("ftp://10.1.1.1/x")]
    [InlineData("tftp://10.1.1.1/x")]
    [InlineData("httpx://10.1.1.1/")]
    [InlineData("http s://10.1.1.1/")]
    [InlineData("xhttp://10.1.1.1/")]
    [InlineData("http://elsewhere.example/?next=http://10.1.1.1:8080/x")] // a third party's
    [InlineData("http://elsewhere.example/http://10.1.1.1:8080/x")]
    [InlineData("http://elsewhere.example#http://10.1.1.1:8080/x")]
    [InlineData("http://10.1.1.1:8081/x")]
    [InlineData("http://10.1.1.1.example.com/x")]
    [InlineData("http://10.1.1.11/x")]
    [InlineData("http://x10.1.1.1/")]
    [InlineData("http://10.1.1.1@elsewhere.example/")] // a user name
    [InlineData("http://10.1.1.1:8080@elsewhere.example/")]
    [InlineData("http://user@10.1.1.1/")]
    [InlineData("http://10.1.1.1\\@elsewhere.example/")]
    [InlineData("http://10.1.1.1\\x")]
    [InlineData("http://10.1.1.1%2Ex/")]
    [InlineData("http://10.1.1.1;x=y/")]
    [InlineData("http://10.1.1.1&amp;x=y")]
    [InlineData("http://10.1.1.1&#46;example.com/")]
    [InlineData("http://10.1.1.1\u00fc/")]
    [InlineData("http://10.1.1.1&#xFC;/")]
    [InlineData("http://10.1.1.1&#x12F;x")] // 0x2F is a slash
    [InlineData("http://10.1.1.&#xB1;/")] // 0x31 is a 1
    [InlineData("http://10.1.1.1\u016f/")] // ends in the byte 0xAF in UTF-8
    [InlineData("http://10.1.1.1:8080x/")]
    [InlineData("http://10.1.1.1:0/")]
    [InlineData("http://10.1.1.1:65616/")] // 80, modulo 65536
    [InlineData("http://10.1.1.1:4294967376/")]
    [InlineData("http://10.1.1.1:-80/")]
    [InlineData("http://10.1.1.1:8 080/")]
    [InlineData("http://10.1.1.1::8080/")]
    [InlineData("http://[10.1.1.1]x/")]
    [InlineData("http://[2001:db8::1/")]
    [InlineData("http://2001:db8::1/")]
    [InlineData("http://[2001:db8::1]8443/")]
    [InlineData("Notify:http:10.1.1.1:8080:/x:credentials:data")]
    [InlineData("QueryStringParam:u=http://10.1.1.1/")]
    [InlineData("SoftKey:Submit")]
    [InlineData("SoftKey:&lt;&lt;")]
    [InlineData("Dial:5551234")]
    [InlineData("Init:Services")]
    [InlineData("UserData:0:http://10.1.1.1/")]
    [InlineData("http://<![CDATA[10.1.1.1]]>/x")] // host in more than one piece
    [InlineData("http://10.1.1.1<![CDATA[.example.com/]]>")]
    [InlineData("http://10.1.1.1<!-- -->1/")]
    [InlineData("http://10.1.1.1:80<?x?>80/")]
    [InlineData("<![CDATA[http://10.1.1.1&#47;x]]>")] // no reference in a CDATA section
    [InlineData("x <![CDATA[http://10.1.1.1/]]>")]
    public void Rewrite_NotANodesUrl_SameBytes(string url)
    {
        var page = Page(url);

        var rewritten = Rewriting.Rewrite(page);

        Assert.Equal(page, rewritten.Text());
        Assert.Equal(default, rewritten.Counts);
    }

    [Theory]
    [InlineData("{http://10.1.1.1:8080}/ccmcip/xmldirectorylist.jsp")]
    [InlineData("{http://10.1.1.1:8080}")]
    [InlineData("{http://10.1.1.1}/")]
    [InlineData("{http://10.1.1.1}?x")]
    [InlineData("{http://10.1.1.1}#DEVICENAME#")]
    [InlineData("{http://10.1.1.1:}/x")]
    [InlineData("{http://10.1.1.1:08080}/x")]
    [InlineData("{http://10.1.1.1.:8080}/x")]
    [InlineData("{HTTP://10.1.1.1:80}/x")]
    [InlineData("{Http://CCM-Sub1.Example.COM}/x")]
    [InlineData("{http://ccm-sub1}/x")]
    [InlineData("{http://[2001:DB8:0::1]:8080}/x")]
    [InlineData("{http://[::ffff:10.1.1.1]:8080}/x")]
    [InlineData("{http://10.1.1.1:8443}/x")]
    [InlineData("{http://10.1.1.1:8080}/x?l=&amp;f=&#38;start=32&amp;")]
    [InlineData("{http://10.1.1.1:8080}/x?device=#DEVICENAME#&amp;EMCC=#EMCC#")]
    [InlineData("{http://10.1.1.1:8080}/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F?device=SEP1")]
    [InlineData("{http://10.1.1.1:8080}/x?next=http://10.1.1.1:8080/y")]
    [InlineData("{http://10.1.1.1:8080}//x%2Fy/../z?\u00fc=&#xFC;&quot;&apos;")]
    [InlineData(" \r\n\t{http://10.1.1.1:8080}/x \r\n")]
    [InlineData("&#32;&#x9;{http://10.1.1.1:8080}/x")]
    [InlineData("{http&#58;//10.1.1.1&#x3a;8080}/x")]
    [InlineData("{&#104;ttp:&#47;&#x2F;10&#46;1.1.1:8&#48;80}&#47;x")]
    [InlineData("<![CDATA[{http://10.1.1.1:8080}/x?a=1&b=2]]>")]
    [InlineData(" <!-- http://10.1.1.1/ --> <![CDATA[ {http://10.1.1.1:8080}/x]]> ")]
    [InlineData("{http://10.1.1.1:8080}<![CDATA[/x?a=1&b=2]]>")]
    [InlineData("{http://10.1.1.1:8080}<!-- a --><![CDATA[]]><?b?>/x")]
    [InlineData("{http://10.1.1.1:8080}/x<![CDATA[.example.com]]>")]
    [InlineData("{http://10.1.1.1:8080}<![CDATA[/x]]>.example.com")]
    public void Rewrite_NodesUrl_SchemeHostAndPortOnly(string url)
    {
        var (before, after) = (url.IndexOf('{', StringComparison.Ordinal), url.IndexOf('}', StringComparison.Ordinal));
        var expected = Page(url[..before] + Rewriting.Http + url[(after + 1)..]);

        var rewritten = Rewriting.Rewrite(Page(url.Remove(after, 1).Remove(before, 1)));

        Assert.Equal(expected, rewritten.Text());
        Assert.Equal(new(Rewritten: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("http://10.1.1.1:8443/x", Rewriting.Http)]
    [InlineData("https://10.1.1.1:8080/x", Rewriting.Https)]
    [InlineData("https://10.1.1.1/x", Rewriting.Https)]
    [InlineData("HTTPS://10.1.1.1:8443/x", Rewriting.Https)]
    public void Rewrite_Scheme_DecidesWhichAddress(string url, string address) =>
        Assert.Equal(Page(address + "/x"), Rewriting.Rewrite(Page(url)).Text());

    [Fact]
    public void Rewrite_GatewayGoesByANodesName_SameBytes()
    {
        var page = Page("http://10.1.1.1:8080/x");

        var rewritten = PageRewriter.Rewrite(
            Encoding.UTF8.GetBytes(page), Rewriting.Nodes, new("http://10.1.1.1:8080", "http://10.1.1.1:8080", IsHttps: false));

        Assert.Equal(page, rewritten.Text());
        Assert.Equal(default, rewritten.Counts);
    }

    private static string Page(string url) => $"<CiscoIPPhoneMenu><MenuItem><Name>a</Name><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>";
}
