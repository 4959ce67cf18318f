using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>What becomes of sessions in the paths of a page's URLs.</summary>
public sealed class PathSessionTests
{
    private const string Id = "660646D3655BB00734D3895606BCE76F";
    private static readonly PageEdits Marked = Rewriting.Edits with { Session = new(".x7abcde") };

    [Theory]
    [InlineData("http://10.1.1.1:8080/emapp/EMAppServlet;jsessionid=" + Id + "|?device=SEP1&amp;x=;jsessionid=" + Id)]
    [InlineData("http://10.1.1.1/x;jsessionid=" + Id + ".node-1|")]
    [InlineData("http://10.1.1.1/x;JSessionID=" + Id + "|#a")]
    [InlineData("http://10.1.1.1/x&#59;jsessionid=" + Id + "| ")]
    [InlineData("http://10.1.1.1/x<![CDATA[;jsessionid=" + Id + "|]]>?a")]
    [InlineData("http://10.1.1.1<!-- -->/x;jsessionid=" + Id + "|<!-- -->?a")]
    [InlineData("http://phones:8080/x;jsessionid=" + Id + "|?a")] // a node that writes what Host says
    [InlineData("HTTP://PHONES:08080/x;jsessionid=" + Id + "|")]
    [InlineData("/emapp/EMAppServlet;jsessionid=" + Id + "|?device=SEP1")]
    [InlineData("EMAppServlet;jsessionid=" + Id + "|?u=http://x/")]
    [InlineData("../x/y;jsessionid=" + Id + "|")]
    [InlineData(";jsessionid=" + Id + "|?a")]
    [InlineData("/x&amp;y;jsessionid=" + Id + "|")]
    [InlineData("/x;jsessionid=" + Id + "|<!-- -->?a<!-- -->b")]
    public void Rewrite_UrlThatLeadsToTheGateway_MarkBehindTheId(string url)
    {
        var rewritten = Rewrite(url.Replace("|", "", StringComparison.Ordinal), Marked);

        Assert.Equal(Page(url.Replace("|", ".x7abcde", StringComparison.Ordinal).Replace("http://10.1.1.1:8080", Rewriting.Http, StringComparison.Ordinal).Replace("http://10.1.1.1", Rewriting.Http, StringComparison.Ordinal)), rewritten.Text());
        Assert.Equal(1, rewritten.Counts.Sessions);
    }

    [Theory]
    [InlineData("http://elsewhere.example/x;jsessionid=" + Id)]
    [InlineData("http://10.1.1.1:8081/x;jsessionid=" + Id)]
    [InlineData("https://phones:8080/x;jsessionid=" + Id)]
    [InlineData("//10.1.1.1/x;jsessionid=" + Id)]
    [InlineData("SoftKey:x;jsessionid=" + Id)]
    [InlineData("/x;jsessionid=")]
    [InlineData("/x;jsessionid=?a")]
    [InlineData("/x;jsessionid=" + Id + "/y")]
    [InlineData("/x;jsessionid=" + Id + "<!-- -->A")]
    [InlineData("/x;y;jsessionid=" + Id)] // the gateway would not take it back
    [InlineData("/x?;jsessionid=" + Id)]
    [InlineData("/x&amp;y?;jsessionid=" + Id)]
    [InlineData("/x&amp;y#;jsessionid=" + Id)]
    [InlineData("/x&amp;y ;jsessionid=" + Id)]
    [InlineData("/x&amp;y")]
    [InlineData("/x;jsessionid=" + Id + "<!-- -->/y;jsessionid=" + Id)]
    [InlineData("x jsessionid=" + Id)]
    [InlineData("/x;jsessionids=" + Id)]
    public void Rewrite_NoSessionOrNotTheGateways_SameBytes(string url)
    {
        var rewritten = Rewrite(url, Marked);

        Assert.Equal(Page(url), rewritten.Text());
        Assert.Equal(default, rewritten.Counts);
    }

    [Theory]
    [InlineData("http://10.1.1.1/x?a")]
    [InlineData("http://10.1.1.1/x#a")]
    [InlineData("http://10.1.1.1/x ")]
    [InlineData("http://10.1.1.1?a")]
    [InlineData("http://10.1.1.1/x&amp;y?a")]
    public void Rewrite_PathHasEndedInThePieceBefore_NoSession(string beginning)
    {
        var url = beginning + "<!-- -->;jsessionid=" + Id;

        var rewritten = Rewrite(url, Marked);

        Assert.Equal(Page(url.Replace("http://10.1.1.1", Rewriting.Http, StringComparison.Ordinal)), rewritten.Text());
        Assert.Equal(new(Rewritten: 1), rewritten.Counts);
    }

    [Theory]
    [InlineData("https://phones", "https://phones/x", true)]
    [InlineData("https://phones", "https://phones:443/x", true)]
    [InlineData("https://phones", "https://phones:80/x", false)]
    [InlineData("https://phones", "http://phones/x", false)]
    [InlineData("http://phones", "http://phones/x", true)]
    [InlineData("http://phones", "http://phones:80/x", true)]
    [InlineData("http://phones", "http://phones:443/x", false)]
    public void Rewrite_GatewayWithoutAPort_HasThatOfItsScheme(string gateway, string url, bool isMarked)
    {
        var edits = new PageEdits(Rewriting.NoNodes, new(gateway, gateway, IsHttps: false), new PathSession(".x7abcde"));

        Assert.Equal(Page($"{url};jsessionid={Id}{(isMarked ? ".x7abcde" : "")}"), Rewrite($"{url};jsessionid={Id}", edits).Text());
    }

    [Fact]
    public void Rewrite_GatewayGoesByANodesName_MarkedToo()
    {
        var edits = Marked with { Gateway = new("http://10.1.1.1:8080", "http://10.1.1.1:8080", IsHttps: false) };
        const string url = "http://10.1.1.1:8080/x;jsessionid=" + Id;

        Assert.Equal(Page(url + ".x7abcde"), Rewrite(url, edits).Text());
    }

    [Theory]
    [InlineData(256 - 8, true, true)]
    [InlineData(256 - 7, true, false)]
    [InlineData(256, true, false)]
    [InlineData(257, false, false)] // it leads to the node, which knows no marks
    public void Rewrite_AtTheLimit_NoMarkRatherThanATooLongUrl(int length, bool isRewritten, bool isMarked)
    {
        var rest = $"/{new string('x', length - Rewriting.Http.Length - 1 - ";jsessionid=".Length - Id.Length)};jsessionid={Id}";

        var rewritten = Rewrite("http://10.1.1.1" + rest, Marked);

        Assert.Equal(Page((isRewritten ? Rewriting.Http : "http://10.1.1.1") + rest + (isMarked ? ".x7abcde" : "")), rewritten.Text());
    }

    [Fact]
    public void Rewrite_InPlace_AnotherSessionOrNone()
    {
        const string url = "http://10.1.1.1/x;jsessionid=" + Id + "?a";

        Assert.Equal(Page(Rewriting.Http + "/x;jsessionid=1?a"), Rewrite(url, Rewriting.Edits with { Session = new(";jsessionid=1", InPlace: true) }).Text());
        Assert.Equal(Page(Rewriting.Http + "/x?a"), Rewrite(url, Rewriting.Edits with { Session = PathSession.None }).Text());
        Assert.Equal(Page("http://10.1.1.1/x?a"), Rewrite(url, Rewriting.Edits with { Session = PathSession.None, ChangesAddresses = false }).Text());
    }

    [Fact]
    public void Rewrite_AttributesAndUtf16_MarkedToo()
    {
        var page = $"<CiscoIPPhoneText onAppFocusLost='RTPRx:Stop; http://10.1.1.1/a;jsessionid={Id}; /b;jsessionid={Id}?x'/>";

        var rewritten = PageRewriter.Rewrite((byte[])[.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(page)], Marked);

        Assert.Equal(
            page.Replace("http://10.1.1.1", Rewriting.Http, StringComparison.Ordinal).Replace(Id, Id + ".x7abcde", StringComparison.Ordinal),
            Encoding.Unicode.GetString(rewritten.Page.Span[2..]));
        Assert.Equal(new(Rewritten: 1, Sessions: 2), rewritten.Counts);
    }

    [Theory]
    [InlineData("http://10.1.1.1/x;jsessionid=" + Id + "|?a")]
    [InlineData("/x;jsessionid=" + Id + "|?a")]
    public void RewriteLocation_Session_Marked(string url)
    {
        var counts = default(RewriteCounts);
        var value = url.Replace("|", "", StringComparison.Ordinal);
        var expected = url.Replace("|", ".x7abcde", StringComparison.Ordinal).Replace("http://10.1.1.1", Rewriting.Http, StringComparison.Ordinal);

        Assert.Equal(expected, HeaderRewriter.RewriteLocation(value, Marked, ref counts));
        Assert.Equal("5; url=\"" + expected + "\"", HeaderRewriter.RewriteRefresh("5; url=\"" + value + "\"", Marked, ref counts));
        Assert.Equal(2, counts.Sessions);
    }

    private static RewrittenPage Rewrite(string url, PageEdits edits) => PageRewriter.Rewrite(Encoding.UTF8.GetBytes(Page(url)), edits);

    private static string Page(string url) => $"<CiscoIPPhoneMenu><MenuItem><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>";
}
