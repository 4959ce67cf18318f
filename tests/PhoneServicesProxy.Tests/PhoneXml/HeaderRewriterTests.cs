using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class HeaderRewriterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("60")]
    [InlineData("60;")]
    [InlineData("60; url")]
    [InlineData("60; url=")]
    [InlineData("60; url=\"")]
    [InlineData("60; url=/ccmcip/idle.jsp")]
    [InlineData("60; url=http://elsewhere.example/?u=http://10.1.1.1/")]
    [InlineData("60; url=http://10.1.1.1@elsewhere.example/")]
    [InlineData("60; url=http://10.1.1.1\"/")]
    [InlineData("60; x=http://10.1.1.1/")]
    [InlineData("60; curl=http://10.1.1.1/")]
    [InlineData("60; src=http://10.1.1.1/")]
    [InlineData("60; url=SoftKey:Exit")]
    [InlineData("60; url=http://10.1.1.1&#47;")] // no XML
    public void RewriteRefresh_NoNodesUrl_SameString(string value)
    {
        var counts = default(RewriteCounts);

        Assert.Same(value, HeaderRewriter.RewriteRefresh(value, Rewriting.Edits, ref counts));
        Assert.Equal(default, counts);
    }

    [Theory]
    [InlineData("60; url={http://10.1.1.1:8080}/ccmcip/idle.jsp?name=#DEVICENAME#&x=")]
    [InlineData("60;url={http://10.1.1.1}")]
    [InlineData("60 ;  URL = {HTTP://ccm-sub1:8080}/x ")]
    [InlineData("0,Url={http://10.1.1.1}/x")]
    [InlineData("60; url=\"{http://10.1.1.1}/x\"")]
    [InlineData("60; url='{http://10.1.1.1}'")]
    [InlineData("60; url=\"{http://10.1.1.1}/x")]
    [InlineData("60; {http://10.1.1.1}/x")]
    [InlineData("url={http://10.1.1.1}/x")]
    public void RewriteRefresh_NodesUrl_SchemeHostAndPortOnly(string value)
    {
        var counts = default(RewriteCounts);

        Assert.Equal(Expected(value), HeaderRewriter.RewriteRefresh(Plain(value), Rewriting.Edits, ref counts));
        Assert.Equal(new(Rewritten: 1), counts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ccmcip/xmldirectory.jsp")]
    [InlineData("http://elsewhere.example/")]
    [InlineData("http://10.1.1.1:9090/")]
    public void RewriteLocation_NoNodesUrl_SameString(string value)
    {
        var counts = default(RewriteCounts);

        Assert.Same(value, HeaderRewriter.RewriteLocation(value, Rewriting.Edits, ref counts));
        Assert.Equal(default, counts);
    }

    [Theory]
    [InlineData("{http://10.1.1.1:8080}/ccmcip/xmldirectory.jsp")]
    [InlineData(" {http://10.1.1.1}?\u00fc")]
    [InlineData("{http://[2001:db8::1]}/")]
    public void RewriteLocation_NodesUrl_SchemeHostAndPortOnly(string value)
    {
        var counts = default(RewriteCounts);

        Assert.Equal(Expected(value), HeaderRewriter.RewriteLocation(Plain(value), Rewriting.Edits, ref counts));
        Assert.Equal(new(Rewritten: 1), counts);
    }

    [Fact]
    public void RewriteLocation_Https_HasAnAddressOfItsOwn()
    {
        var counts = default(RewriteCounts);

        Assert.Equal(
            Rewriting.Https + "/x",
            HeaderRewriter.RewriteLocation("https://10.1.1.1:8443/x", Rewriting.Edits, ref counts));
    }

    [Theory]
    [InlineData("/", 256, 1, 0)]
    [InlineData("/", 257, 0, 1)]
    [InlineData("/?a=1&amp;b=2", 257, 0, 1)] // no XML
    public void RewriteLocation_AtTheLimit_LeftAndCountedBeyond(string path, int length, int rewritten, int tooLong)
    {
        var counts = default(RewriteCounts);
        var rest = path + new string('x', length - Rewriting.Http.Length - path.Length);

        var value = HeaderRewriter.RewriteLocation("http://10.1.1.1" + rest, Rewriting.Edits, ref counts);

        Assert.Equal((rewritten == 1 ? Rewriting.Http : "http://10.1.1.1") + rest, value);
        Assert.Equal(new(rewritten, tooLong), counts);
    }

    private static string Plain(string value) => value.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private static string Expected(string value) =>
        value[..value.IndexOf('{', StringComparison.Ordinal)] + Rewriting.Http + value[(value.IndexOf('}', StringComparison.Ordinal) + 1)..];
}
