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
    [InlineData("http://10.1.1.1&#x1002F;x")]
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
    [InlineData("Notify:http:10.1.1.1:8081:x")]
    [InlineData("Notify:http:10.1.1.1::x")] // the port is written out
    [InlineData("Notify:http:10.1.1.1")]
    [InlineData("Notify:http:10.1.1.1:8080x:y")]
    [InlineData("Notify:http://10.1.1.1:8080/x")]
    [InlineData("Notify:http:elsewhere.example:80:x:user:http://10.1.1.1/")]
    [InlineData("Notify:sip:10.1.1.1:8080:x")]
    [InlineData("xNotify:http:10.1.1.1:8080:x")]
    [InlineData("RTPRx:Stop; Notify:http:10.1.1.1:8080:x")] // an element holds one URI
    [InlineData("Notify:http:10.1.1.1:80<!-- -->80:x")]
    [InlineData("http://elsewhere.example/x;jsessionid=660646D3655BB007?a")]
    [InlineData("QueryStringParam:u=http://10.1.1.1/")]
    [InlineData("SoftKey:Submit")]
    [InlineData("SoftKey:&lt;&lt;")]
    [InlineData("Dial:5551234")]
    [InlineData("Init:Services")]
    [InlineData("UserData:0:http://10.1.1.1/")]
    [InlineData("http://<![CDATA[10.1.1.1]]>/x")] // host in more than one piece
    [InlineData("http://10.1.1.1<![CDATA[.example.com/]]>")]
    [InlineData("http://10.1.1.1<![CDATA[]]>.example.com/")]
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
    [InlineData("{http://10.1.1.1}\tx")]
    [InlineData("{http://10.1.1.1}\rx")]
    [InlineData("{http://10.1.1.1}\nx")]
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
    [InlineData("{http://10.1.1.1:8080}/x;a=1;b?c=;d")]
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

    [Theory]
    [InlineData("Notify:http:{10.1.1.1:8080}:x/y:user:data", "phones:8080")]
    [InlineData(" notify:HTTP:{CCM-Sub1:80}:x;y", "phones:8080")]
    [InlineData("Notify:http:{10.1.1.1:8080}", "phones:8080")]
    [InlineData("Notify:http:{[2001:db8::1]:8080}:x", "phones:8080")]
    [InlineData("Notify&#58;http:{10.1.1.1&#x3a;8080}&#58;x?u=http://10.1.1.1/", "phones:8080")]
    [InlineData("Notify:http:{10.1.1.1:8080}<![CDATA[:x]]>", "phones:8080")]
    [InlineData("Notify:https:{10.1.1.1:8443}:x", "phones.example.com:8443")]
    public void Rewrite_NotifyOfANode_HostAndPortOnly(string uri, string address)
    {
        var (before, after) = (uri.IndexOf('{', StringComparison.Ordinal), uri.IndexOf('}', StringComparison.Ordinal));
        var expected = Page(uri[..before] + address + uri[(after + 1)..]);

        var rewritten = Rewriting.Rewrite(Page(uri.Remove(after, 1).Remove(before, 1)));

        Assert.Equal(expected, rewritten.Text());
        Assert.Equal(new(Rewritten: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("http://phones", null, false, "phones:80")]
    [InlineData("http://[2001:db8::9]", null, false, "[2001:db8::9]:80")]
    [InlineData("https://phones:8443", null, true, null)] // only https: no http address to call
    [InlineData("https://phones:8443", "http://phones:8080", true, "phones:8080")]
    public void Rewrite_Notify_PortIsWrittenOutAndHttpStaysHttp(string gateway, string? plain, bool isHttps, string? address)
    {
        var edits = new PageEdits(Rewriting.Nodes, new(gateway, gateway, isHttps) { PlainHttp = plain });

        var rewritten = PageRewriter.Rewrite(Encoding.UTF8.GetBytes(Page("Notify:http:10.1.1.1:8080:x")), edits);

        Assert.Equal(Page($"Notify:http:{address ?? "10.1.1.1:8080"}:x"), rewritten.Text());
        Assert.Equal(address is null ? new(NoPlainHttp: 1) : new(Rewritten: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("RTPRx:Stop; RTPTx:Stop; Notify:http:{10.1.1.1:8080}:x; {http://10.1.1.1}/y;{http://10.1.1.1}", 3)]
    [InlineData("{http://10.1.1.1};Notify:http:{10.1.1.1:8080};{http://10.1.1.1}", 3)]
    [InlineData("Notify:http:{10.1.1.1:80}:x:&amp;;{http://10.1.1.1}/;a&#59;{http://10.1.1.1}/", 3)]
    [InlineData("http://elsewhere.example/?u=http://10.1.1.1/; Notify:http:elsewhere.example:80:http://10.1.1.1/", 0)]
    public void Rewrite_SeveralUrisInAFocusAttribute_EachNodesAddress(string value, int count)
    {
        static string Root(string value) => $"<CiscoIPPhoneText onAppFocusLost='{value}'/>";

        var rewritten = Rewriting.Rewrite(Root(value.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)));

        var expected = value.Replace("{10.1.1.1:8080}", "phones:8080", StringComparison.Ordinal).Replace("{10.1.1.1:80}", "phones:8080", StringComparison.Ordinal)
            .Replace("{http://10.1.1.1}", Rewriting.Http, StringComparison.Ordinal);
        Assert.Equal(Root(expected), rewritten.Text());
        Assert.Equal(new(Rewritten: count), rewritten.Counts);
    }

    [Fact]
    public void Rewrite_ReferencesInAnAttribute_AreRead() => Assert.Equal(
        $"<CiscoIPPhoneExecute><ExecuteItem URL=\"{Rewriting.Http}&#47;x\"/></CiscoIPPhoneExecute>",
        Rewriting.Rewrite("<CiscoIPPhoneExecute><ExecuteItem URL=\"http&#58;//10.1.1.1&#47;x\"/></CiscoIPPhoneExecute>").Text());

    [Fact]
    public void Rewrite_SeveralUrisInAnAttribute_OneLimitForAll()
    {
        var value = $"Notify:http:10.1.1.1:80:x; http://10.1.1.1/; Play:{new string('x', 205)}";

        var rewritten = Rewriting.Rewrite($"<CiscoIPPhoneText onAppClosed='{value}'/>");

        Assert.Equal($"<CiscoIPPhoneText onAppClosed='{value.Replace("10.1.1.1:80", "phones:8080", StringComparison.Ordinal)}'/>", rewritten.Text());
        Assert.Equal(new(Rewritten: 1, TooLong: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("RTPRx:Stop; Notify:http:10.1.1.1:8080:x", "RTPRx:Stop; Notify:http:phones:8080:x")]
    [InlineData("http://elsewhere.example/x;http://10.1.1.1/", "http://elsewhere.example/x;http://10.1.1.1/")]
    public void Rewrite_UrlOfAnExecuteItem_OneWebAddressHasItsOwnSemicolons(string value, string expected) => Assert.Equal(
        $"<CiscoIPPhoneExecute><ExecuteItem URL=\"{expected}\"/></CiscoIPPhoneExecute>",
        Rewriting.Rewrite($"<CiscoIPPhoneExecute><ExecuteItem URL=\"{value}\"/></CiscoIPPhoneExecute>").Text());

    [Fact]
    public void Rewrite_GatewayGoesByANodesName_SameBytes()
    {
        var page = Page("http://10.1.1.1:8080/x");

        var rewritten = PageRewriter.Rewrite(
            Encoding.UTF8.GetBytes(page), new(Rewriting.Nodes, new("http://10.1.1.1:8080", "http://10.1.1.1:8080", IsHttps: false)));

        Assert.Equal(page, rewritten.Text());
        Assert.Equal(default, rewritten.Counts);
    }

    private static string Page(string url) => $"<CiscoIPPhoneMenu><MenuItem><Name>a</Name><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>";
}
