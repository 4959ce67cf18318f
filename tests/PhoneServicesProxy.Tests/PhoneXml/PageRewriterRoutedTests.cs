using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class PageRewriterRoutedTests
{
    private const string Routed = "/ccmcip/menu.jsp";

    private static readonly PageEdits Edits = Rewriting.Edits with { Routed = path => path is Routed or "/notify" or "/" };

    [Theory]
    [InlineData("http://10.1.1.1:8080/ccmcip/menu.jsp")]
    [InlineData("http://10.1.1.1:8080/ccmcip/menu.jsp?a=/other")]
    [InlineData("http://10.1.1.1:8080/ccmcip/menu.jsp#other")]
    [InlineData("http://10.1.1.1:8080/ccmcip/menu.jsp;jsessionid=1")]
    [InlineData("  http://10.1.1.1:8080/ccmcip/menu.jsp  ")]
    [InlineData("http://10.1.1.1:8080/ccmcip&#47;menu.jsp")]
    [InlineData("http://10.1.1.1:8080")]
    [InlineData("http://10.1.1.1:8080?a=1")]
    [InlineData("http://10.1.1.1:8080/ccmcip/<!-- in two pieces -->menu.jsp")]
    [InlineData("http://10.1.1.1:8080<![CDATA[/ccmcip/menu.jsp]]>")]
    [InlineData("<![CDATA[http://10.1.1.1:8080/ccmcip/menu.jsp]]>")]
    public void Rewrite_PathWithARoute_LeadsToTheGateway(string url)
    {
        var rewritten = Rewrite(Page(url));

        Assert.Equal(Page(url.Replace("http://10.1.1.1:8080", Rewriting.Http, StringComparison.Ordinal)), rewritten.Text());
        Assert.Equal((1, 0), (rewritten.Counts.Rewritten, rewritten.Counts.Unrouted));
    }

    [Theory]
    [InlineData("http://10.1.1.1:8080/ccmcip/other.jsp")]
    [InlineData("http://10.1.1.1:8080/other?a=/ccmcip/menu.jsp")]
    [InlineData("https://10.1.1.1:8443/ccmcip/menu.jsp/more")]
    [InlineData("http://10.1.1.1:8080/ccmcip/ménu.jsp")]
    [InlineData("http://10.1.1.1:8080/other;jsessionid=0A1B")]
    [InlineData("<![CDATA[http://10.1.1.1:8080/other]]>")]
    [InlineData("http://10.1.1.1:8080/other?a<!-- in two pieces -->b")]
    public void Rewrite_PathWithoutARoute_IsLeftAndCounted(string url)
    {
        var page = Encoding.UTF8.GetBytes(Page(url)).AsMemory();

        var rewritten = PageRewriter.Rewrite(page, Edits with { Session = new("x7") });

        Assert.True(rewritten.Page.Equals(page));
        Assert.Equal(new(Unrouted: 1), rewritten.Counts);
    }

    [Fact]
    public void Rewrite_SeveralUrisInAnAttribute_EachIsJudgedByItsOwnPath()
    {
        var rewritten = Rewrite("<CiscoIPPhoneText onAppFocusLost=\"http://10.1.1.1:8080/other;http://10.1.1.1:8080/ccmcip/menu.jsp\"/>");

        Assert.Equal($"<CiscoIPPhoneText onAppFocusLost=\"http://10.1.1.1:8080/other;{Rewriting.Http}/ccmcip/menu.jsp\"/>", rewritten.Text());
        Assert.Equal((1, 1), (rewritten.Counts.Rewritten, rewritten.Counts.Unrouted));
    }

    [Theory]
    [InlineData("http://10.1.1.1:8080/{0}")]
    [InlineData("http://10.1.1.1:8080/{0}\u00fc")]
    public void Rewrite_PathLongerThanAnyUrl_IsTooLong(string url)
    {
        var page = Page(url.Replace("{0}", new string('x', 256), StringComparison.Ordinal));

        var rewritten = Rewrite(page);

        Assert.Equal(page, rewritten.Text());
        Assert.Equal(new(TooLong: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("Notify:http:10.1.1.1:8080:no<!-- in two pieces -->tify")]
    [InlineData("Notify:http:10.1.1.1:8080<!-- in two pieces -->:notify")]
    public void Rewrite_NotifyInTwoPieces_LeadsToTheGateway(string url) =>
        Assert.Equal(Page(url.Replace("10.1.1.1", "phones", StringComparison.Ordinal)), Rewrite(Page(url)).Text());

    [Theory]
    [InlineData("notify", true)]
    [InlineData("/notify", true)]
    [InlineData("other", false)]
    public void Rewrite_Notify_GoesByItsPath(string path, bool leads)
    {
        var rewritten = Rewrite($"<CiscoIPPhoneText onAppClosed=\"Notify:http:10.1.1.1:8080:{path}\"/>");

        Assert.Equal(
            $"<CiscoIPPhoneText onAppClosed=\"Notify:http:{(leads ? "phones:8080" : "10.1.1.1:8080")}:{path}\"/>", rewritten.Text());
        Assert.Equal((leads ? 1 : 0, leads ? 0 : 1), (rewritten.Counts.Rewritten, rewritten.Counts.Unrouted));
    }

    [Theory]
    [InlineData("http://10.1.1.1:8080/ccmcip/menu.jsp", "http://phones:8080/ccmcip/menu.jsp")]
    [InlineData("http://10.1.1.1:8080/other", "http://10.1.1.1:8080/other")]
    public void RewriteLocation_GoesByItsPath(string value, string expected)
    {
        var counts = default(RewriteCounts);

        Assert.Equal(expected, HeaderRewriter.RewriteLocation(value, Edits, ref counts));
        Assert.Equal($"5; url={expected}", HeaderRewriter.RewriteRefresh($"5; url={value}", Edits, ref counts));
    }

    private static string Page(string url) => $"<CiscoIPPhoneMenu><MenuItem><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>";

    private static RewrittenPage Rewrite(string page) => PageRewriter.Rewrite(Encoding.UTF8.GetBytes(page), Edits);
}
