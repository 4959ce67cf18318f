using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>What rewriting costs, counted rather than timed: it is in the way of every key press.</summary>
public sealed class PageRewriterCostTests
{
    private const string Menu = "<CiscoIPPhoneMenu><Title>http://10.1.1.1/</Title>{0}</CiscoIPPhoneMenu>";

    /// <summary>An object's header, a list's, the first edits.</summary>
    private const int Overhead = 300;

    [Theory]
    [InlineData("<MenuItem><Name>a</Name><URL>http://elsewhere.example/?u=http://10.1.1.1/</URL></MenuItem>")]
    [InlineData("<MenuItem><URL>http://10.1.1.1:9090/</URL></MenuItem>")]
    [InlineData("<MenuItem><URL>&#104;ttp://ccm-sub2/<![CDATA[x]]></URL></MenuItem>")]
    [InlineData("<MenuItem><Name>&</Name></MenuItem>")]
    public void Rewrite_NothingToChange_NoMemory(string item)
    {
        var page = Page(item, 1000);
        _ = Rewrite(page);

        Assert.Equal(0, AllocatedBy(page));
    }

    [Theory]
    [InlineData("<MenuItem><URL>http://10.1.1.1/</URL></MenuItem>", 1)]
    [InlineData("<MenuItem><URL>http://10.1.1.1/</URL></MenuItem>", 10)]
    [InlineData("<MenuItem><URL>http://10.1.1.1/</URL></MenuItem>", 4000)]
    [InlineData("<X onAppClosed='http://10.1.1.1/'><MenuItem><URL>http://10.1.1.1/?&amp;&amp;&amp;&amp;</URL></MenuItem></X>", 1000)]
    public void Rewrite_UrlsToChange_OneBufferOfTheNewLengthAndTheListOfThem(string item, int count)
    {
        var page = Page(item, count);
        var rewritten = Rewrite(page);

        // A list doubles as it grows; an edit is 12 bytes.
        Assert.InRange(AllocatedBy(page), rewritten.Page.Length, rewritten.Page.Length + (rewritten.Counts.Rewritten * 12 * 4) + Overhead);
    }

    [Theory]
    [InlineData("<MenuItem><URL>http://10.1.1.1/{0}</URL></MenuItem>", "x")]
    [InlineData("<MenuItem><URL>http://10.1.1.1/{0}</URL></MenuItem>", "&#x41;")]
    [InlineData("<MenuItem><URL>http://10.1.1.1/{0}</URL></MenuItem>", "<!-- -->x")]
    [InlineData("<MenuItem><URL>http://10.1.1.1/{0}</URL></MenuItem>", "<![CDATA[x ]]>")]
    [InlineData("<MenuItem><URL>http://{0}</URL></MenuItem>", "1")]
    [InlineData("<MenuItem><URL>http://10.1.1.1:{0}</URL></MenuItem>", "0")]
    [InlineData("<MenuItem><URL>{0}http://10.1.1.1</URL></MenuItem>", " ")]
    public void Rewrite_OneHugeUrl_NoMemory(string item, string piece)
    {
        var page = Page(item.Replace("{0}", string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)), StringComparison.Ordinal), 1);
        var counts = Rewrite(page).Counts;

        Assert.InRange(AllocatedBy(page), 0, counts.Rewritten == 0 ? 0 : page.Length + Overhead);
        Assert.Equal(0, counts.IllFormed);
    }

    private static byte[] Page(string item, int count) =>
        Encoding.UTF8.GetBytes(Menu.Replace("{0}", string.Concat(Enumerable.Repeat(item, count)), StringComparison.Ordinal));

    private static RewrittenPage Rewrite(byte[] page) => PageRewriter.Rewrite(page, Rewriting.Edits);

    /// <summary>The least of several runs: the runtime itself allocates now and then.</summary>
    private static long AllocatedBy(byte[] page) => Enumerable.Range(0, 10).Min(run =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Rewrite(page);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
