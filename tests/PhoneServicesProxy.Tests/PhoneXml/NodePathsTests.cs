using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class NodePathsTests
{
    private static readonly KnownNodes Nodes = KnownNodes.Of([new(new("http://10.1.1.1:8080/"), null, [])]);

    private static readonly GatewayAddress Gateway = new("http://10.1.1.9", "https://10.1.1.9", IsHttps: false);

    [Theory]
    [InlineData("http://10.1.1.1:8080/a/b.jsp?name=#DEVICENAME#", "/a/b.jsp")]
    [InlineData("http://10.1.1.1/a%20b;jsessionid=1", "/a b")]
    [InlineData("  https://10.1.1.1:8443/a&amp;b", "/a")]
    [InlineData("http://10.1.1.1:8080", null)]
    [InlineData("http://10.1.1.7:8080/a", null)]
    [InlineData("SoftKey:Exit", null)]
    public void In_UrlOfANode_IsItsPath(string url, string? path)
    {
        var page = $"<CiscoIPPhoneMenu><MenuItem><Name>x</Name><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>";

        Assert.Equal(path is null ? [] : [path], NodePaths.In(Encoding.UTF8.GetBytes(page), Nodes, Gateway));
    }

    [Fact]
    public void In_PageThatIsNotWellFormed_IsNone() =>
        Assert.Empty(NodePaths.In("<CiscoIPPhoneMenu><MenuItem><URL>http://10.1.1.1:8080/a</URL></MenuItem>"u8, Nodes, Gateway));
}
